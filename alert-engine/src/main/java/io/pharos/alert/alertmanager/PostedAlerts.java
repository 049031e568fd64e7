package io.pharos.alert.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.alert.notify.Postable;
import io.pharos.alert.routing.Routing;
import io.pharos.alert.series.Labels;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads alerts as senders post them to Alertmanager. */
final class PostedAlerts {
    private static final int MOST = 1_000;
    private static final int MOST_LABELS = 64;
    private static final int LONGEST_TEXT = 16 * 1024;
    /** How long an alert without an end holds: Alertmanager's resolve_timeout. */
    private static final Duration HOLDS = Duration.ofMinutes(5);

    private PostedAlerts() {}

    static List<Postable> read(JsonNode body, @Nullable Routing routing, Instant now) {
        if (!body.isArray() || body.size() > MOST) {
            throw malformed("Send a JSON array of at most " + MOST + " alerts.");
        }
        List<Postable> alerts = new ArrayList<>(body.size());
        for (JsonNode alert : body) {
            Labels labels = Labels.of(texts(alert.path("labels")));
            if (labels.size() == 0) {
                throw malformed("Every alert needs labels.");
            }
            relabelled(routing, labels).map(kept -> postable(kept, alert, now)).ifPresent(alerts::add);
        }
        return alerts;
    }

    private static Optional<Labels> relabelled(@Nullable Routing routing, Labels labels) {
        return routing == null ? Optional.of(labels) : routing.relabelled(labels);
    }

    private static Postable postable(Labels labels, JsonNode alert, Instant now) {
        return new Postable(
                labels,
                texts(alert.path("annotations")),
                time(alert.path("startsAt"), now),
                time(alert.path("endsAt"), now.plus(HOLDS)),
                alert.path("generatorURL").asText(""),
                now);
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (var entry : object.properties()) {
            if (!entry.getValue().isTextual() || entry.getValue().asText().length() > LONGEST_TEXT) {
                throw malformed("Labels and annotations are texts of at most " + LONGEST_TEXT + " characters.");
            }
            if (entry.getKey().equals(TenantId.LABEL)) {
                throw malformed("The label " + TenantId.LABEL + " is set by the platform: leave it out.");
            }
            texts.put(entry.getKey(), entry.getValue().asText());
        }
        if (texts.size() > MOST_LABELS) {
            throw malformed("An alert has at most " + MOST_LABELS + " labels and as many annotations.");
        }
        return texts;
    }

    private static Instant time(JsonNode text, Instant otherwise) {
        try {
            Instant time =
                    text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : otherwise;
            return time.getEpochSecond() <= 0 ? otherwise : time;
        } catch (DateTimeException e) {
            throw malformed("startsAt and endsAt are times as RFC 3339 writes them.");
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "notify.malformed-alerts", detail);
    }
}
