package io.pharos.alert.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The fewest queries that answer all expressions of one timestamp: equal ones are asked once, thresholds compared here. */
public record QueryPlan(List<Query> queries) {
    /** Up to so many series a query's comparison is made here even if nobody shares it. */
    static final int FEW_SERIES = 1_000;

    /** A query to send, its canonical text, and who waits for its answer. */
    public record Query(String text, List<Use> uses) {
        public Query {
            uses = List.copyOf(uses);
        }
    }

    /** The expression by its number, and the filter through which it sees the answer; null for all of it. */
    public record Use(int expression, @Nullable Comparison comparison) {}

    public QueryPlan {
        queries = List.copyOf(queries);
    }

    /** The plan for these expressions, which are told by their positions in the list. */
    public static QueryPlan of(List<PlannedExpression> expressions, SeriesCounts counts) {
        Map<String, Integer> askers = new HashMap<>();
        expressions.forEach(expression -> askers.merge(expression.shareable(), 1, Integer::sum));
        Map<String, List<Use>> uses = LinkedHashMap.newLinkedHashMap(expressions.size());
        for (int i = 0; i < expressions.size(); i++) {
            PlannedExpression expression = expressions.get(i);
            boolean hoists = expression.comparison() != null && isWorth(expression.shareable(), askers, counts);
            String text = hoists ? expression.shareable() : expression.text();
            uses.computeIfAbsent(text, asked -> new ArrayList<>(1))
                    .add(new Use(i, hoists ? expression.comparison() : null));
        }
        return new QueryPlan(uses.entrySet().stream()
                .map(query -> new Query(query.getKey(), query.getValue()))
                .toList());
    }

    private static boolean isWorth(String text, Map<String, Integer> askers, SeriesCounts counts) {
        if (askers.getOrDefault(text, 0) > 1) {
            return true;
        }
        OptionalInt last = counts.of(text);
        return last.isPresent() && last.getAsInt() <= FEW_SERIES;
    }
}
