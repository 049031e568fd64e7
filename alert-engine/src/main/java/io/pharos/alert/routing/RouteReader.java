package io.pharos.alert.routing;

import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tree of routes. */
final class RouteReader {
    private static final Set<String> FIELDS = Set.of(
            "receiver",
            "group_by",
            "matchers",
            "continue",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "mute_time_intervals",
            "active_time_intervals",
            "routes");
    private static final List<String> NOT_AT_ROOT =
            List.of("matchers", "continue", "mute_time_intervals", "active_time_intervals");
    private static final String ALL_LABELS = "...";

    private final Problems problems;
    private final RoutingFields parts;
    private final RoutingParser.Names names;

    RouteReader(Problems problems, RoutingFields parts, RoutingParser.Names names) {
        this.problems = problems;
        this.parts = parts;
        this.names = names;
    }

    Route root(YamlNode node, boolean given) {
        if (!given) {
            problems.at(node, "the field route is missing");
            return route(new YamlNode.Mapping(List.of(), node.line(), node.column()));
        }
        Fields fields = Fields.of(node, FIELDS, new Problems());
        if (fields.text("receiver").isEmpty()) {
            problems.at(node, "the root route needs a receiver");
        }
        NOT_AT_ROOT.stream()
                .filter(fields::has)
                .forEach(name -> problems.at(fields.place(name), "the root route must not have " + name));
        return route(node);
    }

    private Route route(YamlNode node) {
        Fields fields = Fields.of(node, FIELDS, problems);
        return new Route(
                receiver(fields),
                fields.has("group_by") ? groupBy(fields) : null,
                parts.matchers(fields, "matchers"),
                fields.flag("continue", false),
                new Route.Timing(
                        positive(fields, "group_wait", true),
                        positive(fields, "group_interval", false),
                        positive(fields, "repeat_interval", false)),
                new Route.Muting(intervals(fields, "mute_time_intervals"), intervals(fields, "active_time_intervals")),
                fields.list("routes").stream().map(this::route).toList());
    }

    private @Nullable String receiver(Fields fields) {
        String name = fields.text("receiver");
        if (!name.isEmpty() && !names.receivers().contains(name)) {
            problems.at(fields.place("receiver"), "there is no receiver \"" + name + "\"");
        }
        return name.isEmpty() ? null : name;
    }

    /** The labels without the tenant's, which the platform adds; the three dots stand alone. */
    private List<String> groupBy(Fields fields) {
        List<Scalar> texts = parts.texts(fields, "group_by");
        if (texts.size() == 1 && texts.getFirst().text().equals(ALL_LABELS)) {
            return List.of(ALL_LABELS);
        }
        List<String> labels = parts.labels(fields, "group_by");
        if (new HashSet<>(labels).size() < labels.size()) {
            problems.at(fields.place("group_by"), "a label stands twice in group_by");
        }
        return labels.stream().filter(label -> !label.equals(TenantId.LABEL)).toList();
    }

    private @Nullable Duration positive(Fields fields, String name, boolean orZero) {
        Duration given = fields.duration(name).orElse(null);
        if (given != null && given.isZero() && !orZero) {
            problems.at(fields.place(name), name + " must not be zero");
        }
        return given;
    }

    private List<String> intervals(Fields fields, String field) {
        List<Scalar> texts = parts.texts(fields, field);
        texts.stream()
                .filter(text -> !names.timeIntervals().contains(text.text()))
                .forEach(text -> problems.at(text, "there is no time interval \"" + text.text() + "\""));
        return texts.stream().map(Scalar::text).toList();
    }
}
