package io.pharos.alert.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule as {@code GET /api/v1/rules} of Prometheus writes it; what only alerting rules have is null for others.
 * {@code selectsNothing} is ours: selectors of the rule that matched no series when they were looked at last.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleJson(
        @Nullable String state,
        String name,
        String query,
        @Nullable Double duration,
        @Nullable Double keepFiringFor,
        SortedMap<String, String> labels,
        @Nullable SortedMap<String, String> annotations,
        @Nullable List<AlertJson> alerts,
        String health,
        @Nullable String lastError,
        double evaluationTime,
        String lastEvaluation,
        String type,
        @Nullable List<String> selectsNothing) {
    static final String ALERTING = "alerting";
    static final String RECORDING = "recording";

    RuleJson withoutAlerts() {
        return new RuleJson(
                state,
                name,
                query,
                duration,
                keepFiringFor,
                labels,
                annotations,
                alerts == null ? null : List.of(),
                health,
                lastError,
                evaluationTime,
                lastEvaluation,
                type,
                selectsNothing);
    }
}
