package io.pharos.alert.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pharos.model.PrometheusDuration;
import io.pharos.model.TenantId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one Alertmanager's configuration of the routings of many tenants, as JSON, which YAML readers take. Each tenant
 * has one subtree, entered by its label alone; that label is among the labels of every group and among those in which
 * an inhibition's alerts must agree, and names of receivers and intervals begin with the tenant's. Receivers are never
 * called by Alertmanager: it hands every notification to us.
 */
final class AlertmanagerFile {
    private static final String NOBODY = "pharos-nobody";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Where Alertmanager hands notifications over, and the file with the word by which it proves itself. */
    record Relay(URI url, @Nullable String secretFile) {}

    private final Relay relay;

    private AlertmanagerFile(Relay relay) {
        this.relay = relay;
    }

    static String render(SortedMap<TenantId, Routing> routings, Relay relay) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new AlertmanagerFile(relay).document(routings))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts are JSON", e);
        }
    }

    private Map<String, Object> document(SortedMap<TenantId, Routing> routings) {
        List<Object> routes = new ArrayList<>();
        List<Object> inhibitions = new ArrayList<>();
        List<Object> receivers = new ArrayList<>(List.of(Map.of("name", NOBODY)));
        List<Object> intervals = new ArrayList<>();
        routings.forEach((tenant, routing) -> {
            routes.add(root(tenant, routing.route()));
            routing.inhibitions().forEach(inhibition -> inhibitions.add(inhibition(tenant, inhibition)));
            routing.receivers().forEach(receiver -> receivers.add(receiver(tenant, receiver)));
            routing.timeIntervals().forEach(interval -> intervals.add(interval(tenant, interval)));
        });
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("route", Map.of("receiver", NOBODY, "group_by", List.of(TenantId.LABEL), "routes", routes));
        file.put("inhibit_rules", inhibitions);
        file.put("receivers", receivers);
        file.put("time_intervals", intervals);
        return file;
    }

    /** The tenant's tree, which starts from Alertmanager's defaults and not from those of other tenants. */
    private Map<String, Object> root(TenantId tenant, Route route) {
        Map<String, Object> root = route(tenant, route);
        root.put(
                "matchers",
                List.of(AlertMatcher.equal(TenantId.LABEL, tenant.value()).text()));
        root.put("continue", false);
        root.putIfAbsent("group_by", List.of(TenantId.LABEL));
        return root;
    }

    private Map<String, Object> route(TenantId tenant, Route route) {
        Map<String, Object> node = new LinkedHashMap<>();
        put(node, "receiver", route.receiver() == null ? null : name(tenant, route.receiver()));
        put(node, "group_by", route.groupBy() == null ? null : groupBy(route.groupBy()));
        node.put("matchers", texts(route.matchers()));
        node.put("continue", route.goesOn());
        put(node, "group_wait", length(route.timing().groupWait()));
        put(node, "group_interval", length(route.timing().groupInterval()));
        put(node, "repeat_interval", length(route.timing().repeatInterval()));
        put(node, "mute_time_intervals", names(tenant, route.muting().mute()));
        put(node, "active_time_intervals", names(tenant, route.muting().active()));
        put(
                node,
                "routes",
                route.routes().stream().map(child -> route(tenant, child)).toList());
        return node;
    }

    /** All labels, which the dots stand for, hold the tenant's too. */
    private static List<String> groupBy(List<String> labels) {
        return labels.equals(List.of("..."))
                ? labels
                : Stream.concat(Stream.of(TenantId.LABEL), labels.stream()).toList();
    }

    private static Map<String, Object> inhibition(TenantId tenant, Inhibition inhibition) {
        return Map.of(
                "source_matchers", texts(owned(tenant, inhibition.source())),
                "target_matchers", texts(owned(tenant, inhibition.target())),
                "equal", groupBy(inhibition.equal()));
    }

    private static List<AlertMatcher> owned(TenantId tenant, List<AlertMatcher> matchers) {
        return Stream.concat(Stream.of(AlertMatcher.equal(TenantId.LABEL, tenant.value())), matchers.stream())
                .toList();
    }

    private Map<String, Object> receiver(TenantId tenant, Receiver receiver) {
        if (receiver.channels().isEmpty()) {
            return Map.of("name", name(tenant, receiver.name()));
        }
        Map<String, Object> hook = new LinkedHashMap<>();
        hook.put("url", relay.url() + "/internal/notifications/" + tenant + "/" + encoded(receiver.name()));
        hook.put("send_resolved", receiver.wantsResolved());
        hook.put("max_alerts", 200);
        if (relay.secretFile() != null) {
            Map<String, Object> bearer = Map.of("type", "Bearer", "credentials_file", relay.secretFile());
            hook.put("http_config", Map.of("follow_redirects", false, "authorization", bearer));
        }
        return Map.of("name", name(tenant, receiver.name()), "webhook_configs", List.of(hook));
    }

    private static Map<String, Object> interval(TenantId tenant, TimeInterval interval) {
        List<Object> spans = new ArrayList<>();
        for (TimeInterval.Span span : interval.spans()) {
            Map<String, Object> node = new LinkedHashMap<>(span.fields());
            List<Map<String, String>> times = span.times().stream()
                    .map(clock -> Map.of("start_time", clock.start(), "end_time", clock.end()))
                    .toList();
            put(node, "times", times);
            put(node, "location", span.location().isEmpty() ? null : span.location());
            spans.add(node);
        }
        return Map.of("name", name(tenant, interval.name()), "time_intervals", spans);
    }

    private static List<String> texts(List<AlertMatcher> matchers) {
        return matchers.stream().map(AlertMatcher::text).toList();
    }

    private static List<String> names(TenantId tenant, List<String> names) {
        return names.stream().map(name -> name(tenant, name)).toList();
    }

    private static String name(TenantId tenant, String name) {
        return tenant + "/" + name;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String length(@Nullable Duration duration) {
        return duration == null ? null : PrometheusDuration.print(duration);
    }

    /** Leaves out what is nothing. */
    private static void put(Map<String, Object> node, String name, @Nullable Object value) {
        boolean nothing = value == null || value instanceof List<?> list && list.isEmpty();
        if (!nothing) {
            node.put(name, value);
        }
    }
}
