package io.pharos.alert.evaluate;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.print.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The fewest queries that answer all expressions of one timestamp: equal ones are asked once, thresholds compared here. */
public record QueryPlan(List<Query> queries) {
    /** Up to so many series a query's comparison is made here even if nobody shares it. */
    static final int FEW_SERIES = 1_000;

    /** A query to send, its canonical text, and who waits for its answer. */
    public record Query(String text, Expr query, List<Use> uses) {
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
    public static QueryPlan of(List<Expr> expressions, SeriesCounts counts) {
        List<Optional<Hoisting.Hoisted>> hoisted =
                expressions.stream().map(Hoisting::of).toList();
        Map<String, List<Integer>> askers = askers(expressions, hoisted);
        Map<String, Query> queries = new LinkedHashMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            Expr whole = expressions.get(i);
            int expression = i;
            Optional<Hoisting.Hoisted> worth = hoisted.get(i).filter(h -> isWorth(h, askers, counts));
            worth.ifPresentOrElse(
                    h -> add(queries, h.query(), new Use(expression, h.comparison())),
                    () -> add(queries, whole, new Use(expression, null)));
        }
        return new QueryPlan(List.copyOf(queries.values()));
    }

    /** Which expressions a query would answer, by its text. */
    private static Map<String, List<Integer>> askers(List<Expr> expressions, List<Optional<Hoisting.Hoisted>> hoisted) {
        Map<String, List<Integer>> askers = new LinkedHashMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            Expr asked = hoisted.get(i).map(Hoisting.Hoisted::query).orElse(expressions.get(i));
            askers.computeIfAbsent(Printer.print(asked), text -> new ArrayList<>())
                    .add(i);
        }
        return askers;
    }

    private static boolean isWorth(Hoisting.Hoisted hoisted, Map<String, List<Integer>> askers, SeriesCounts counts) {
        String text = Printer.print(hoisted.query());
        OptionalInt last = counts.of(text);
        boolean shared = askers.getOrDefault(text, List.of()).size() > 1;
        return shared || (last.isPresent() && last.getAsInt() <= FEW_SERIES);
    }

    private static void add(Map<String, Query> queries, Expr query, Use use) {
        String text = Printer.print(query);
        Query known = queries.getOrDefault(text, new Query(text, query, List.of()));
        List<Use> uses = new ArrayList<>(known.uses());
        uses.add(use);
        queries.put(text, new Query(text, known.query(), uses));
    }
}
