package io.pharos.alert.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.alert.run.Explained;
import io.pharos.alert.template.value.GoDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An alert as {@code GET /api/v1/alerts} of Prometheus writes it ({@code web/api/v1/api.go}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertJson(
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        String state,
        String activeAt,
        @Nullable String keepFiringSince,
        String value,
        @Nullable List<Explanation> explained) {
    /** Why it began to fire: the values along its expression; ours. */
    record Explanation(String at, List<Part> parts) {
        static Explanation of(Explained explained) {
            return new Explanation(
                    explained.at().toString(),
                    explained.steps().stream().map(Part::of).toList());
        }
    }

    /** A part of the expression and its values that belong to the alert. */
    record Part(String expression, List<Value> values) {
        static Part of(Explained.Step step) {
            return new Part(
                    step.expression(),
                    step.values().stream()
                            .map(one -> new Value(one.labels().asMap(), GoDecimal.of(one.value())))
                            .toList());
        }
    }

    record Value(SortedMap<String, String> labels, String value) {}

    AlertJson with(List<Explained> all) {
        List<Explanation> own = all.stream()
                .filter(one -> one.alert().asMap().equals(labels))
                .map(Explanation::of)
                .toList();
        return own.isEmpty() ? this : explainedBy(own);
    }

    AlertJson unexplained() {
        return explained == null ? this : explainedBy(null);
    }

    private AlertJson explainedBy(@Nullable List<Explanation> why) {
        return new AlertJson(labels, annotations, state, activeAt, keepFiringSince, value, why);
    }
}
