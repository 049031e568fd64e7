package io.pharos.alert.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.alert.run.Explained;
import java.util.Collection;
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
        return having(alerts == null ? null : List.of(), selectsNothing);
    }

    RuleJson unexplained() {
        return alerts == null
                ? this
                : having(alerts.stream().map(AlertJson::unexplained).toList(), selectsNothing);
    }

    /** The same with what was found out besides: selectors that match nothing, and why alerts fire. */
    RuleJson with(List<String> silent, Collection<Explained> explained) {
        List<Explained> all = List.copyOf(explained);
        List<AlertJson> why = alerts == null || all.isEmpty()
                ? alerts
                : alerts.stream().map(alert -> alert.with(all)).toList();
        return having(why, silent.isEmpty() ? null : silent);
    }

    private RuleJson having(@Nullable List<AlertJson> others, @Nullable List<String> silent) {
        return new RuleJson(
                state,
                name,
                query,
                duration,
                keepFiringFor,
                labels,
                annotations,
                others,
                health,
                lastError,
                evaluationTime,
                lastEvaluation,
                type,
                silent);
    }
}
