package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Alerts of a tenant that fire all the time, in groups of fifty, and what the suite's real Alertmanager holds of them. */
final class FiringAlerts {
    private static final int IN_A_GROUP = 50;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final String RULES = "/prometheus/config/v1/rules/";

    private final Suite suite;
    private final String tenant;
    private final String name;
    private final int groups;
    private @Nullable FrontDoor kept;
    private Instant keptSince = Instant.EPOCH;

    FiringAlerts(Suite suite, String tenant, String name, int groups) {
        this.suite = suite;
        this.tenant = tenant;
        this.name = name;
        this.groups = groups;
    }

    /** Sets the rules, whose condition always holds. */
    void set(String condition, Duration interval) {
        for (int group = 0; group < groups; group++) {
            int first = group * IN_A_GROUP;
            String expression = IntStream.range(first, first + IN_A_GROUP)
                    .mapToObj(shop -> "label_replace(" + condition + ", \"shop\", \"s" + shop + "\", \"\", \"\")")
                    .collect(Collectors.joining(" or "));
            String yaml = "name: g" + group + "\ninterval: " + interval.toSeconds() + "s\nrules:\n  - alert: " + name
                    + "\n    expr: '" + expression + "'\n    labels: {severity: page}\n"
                    + "    annotations: {summary: 'shop {{ $labels.shop }}'}\n";
            assertThat(door().send("POST", RULES + name, "application/yaml", yaml)
                            .status())
                    .isEqualTo(202);
        }
    }

    void remove() {
        door().call("DELETE", RULES + name);
    }

    int count() {
        return groups * IN_A_GROUP;
    }

    /** How many of them Alertmanager holds for firing; -1 where it cannot be asked. */
    int firing() {
        return held(name);
    }

    /** How many active alerts of that name Alertmanager holds; -1 where it cannot be asked. */
    int held(String alertname) {
        try {
            Answer answer = door().get(
                            "/alertmanager/api/v2/alerts",
                            Map.of("filter", "alertname=\"" + alertname + "\"", "active", "true"));
            return answer.status() == 200 ? answer.json().size() : -1;
        } catch (UncheckedIOException e) {
            return -1;
        }
    }

    /** The state of the first of the rules, by Prometheus's API. */
    String state() {
        JsonNode rules = door().get("/prometheus/api/v1/rules", Map.of("file[]", name))
                .json()
                .path("data")
                .path("groups");
        return rules.path(0).path("rules").path(0).path("state").asText();
    }

    JsonNode query(String expression) {
        return door().query(expression).json().path("data").path("result");
    }

    private FrontDoor door() {
        FrontDoor known = kept;
        if (known == null || Instant.now().isAfter(keptSince.plus(TOKEN_LIFE))) {
            known = suite.frontDoor().as(tenant, suite.token(tenant, "admin"));
            kept = known;
            keptSince = Instant.now();
        }
        return known;
    }
}
