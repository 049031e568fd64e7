package io.pharos.alert.deliver;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A notification about a group of alerts, in the form of Alertmanager's webhook (version 4), which is also how it is
 * sent on; {@code traceId} beside it is ours.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String version,
        String groupKey,
        int truncatedAlerts,
        String status,
        String receiver,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        @Nullable String externalURL,
        List<Alert> alerts) {
    /** The status of what goes on, and of what is over. */
    public static final String FIRING = "firing";

    public static final String RESOLVED = "resolved";

    /**
     * One alert.
     *
     * @param traceId a trace that shows what is wrong, where the series have an exemplar
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alert(
            String status,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            @Nullable String generatorURL,
            @Nullable String fingerprint,
            @Nullable String traceId) {
        public Alert {
            labels = new TreeMap<>(labels);
            annotations = new TreeMap<>(annotations == null ? Map.of() : annotations);
        }

        boolean isResolved() {
            return status.equals(RESOLVED);
        }

        Alert tracedBy(String trace) {
            return new Alert(status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint, trace);
        }
    }

    public Message {
        alerts = List.copyOf(alerts);
    }

    /** A notification of these alerts, with what they have in common. */
    public static Message of(String receiver, String groupKey, String externalUrl, List<Alert> alerts) {
        boolean over = alerts.stream().allMatch(Alert::isResolved);
        return new Message(
                "4",
                groupKey,
                0,
                over ? RESOLVED : FIRING,
                receiver,
                Map.of(),
                common(alerts.stream().map(Alert::labels).toList()),
                common(alerts.stream().map(Alert::annotations).toList()),
                externalUrl,
                alerts);
    }

    /** The same about other alerts, by the receiver's own name for itself. */
    public Message with(String name, List<Alert> others) {
        return with(name, externalURL, others);
    }

    /** The same with another address of who sends it. */
    public Message from(String address) {
        return with(receiver, address, alerts);
    }

    private Message with(String name, @Nullable String address, List<Alert> others) {
        boolean over = others.stream().allMatch(Alert::isResolved);
        return new Message(
                version,
                groupKey,
                truncatedAlerts,
                over ? RESOLVED : FIRING,
                name,
                groupLabels,
                commonLabels,
                commonAnnotations,
                address,
                others);
    }

    private static Map<String, String> common(List<SortedMap<String, String>> all) {
        Iterator<SortedMap<String, String>> each = all.iterator();
        Map<String, String> common = each.hasNext() ? new TreeMap<>(each.next()) : new TreeMap<>();
        each.forEachRemaining(other ->
                common.entrySet().removeIf(e -> !e.getValue().equals(other.get(e.getKey()))));
        return common;
    }
}
