package io.pharos.promql.isolation;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Queries over the planted data, in text, of every shape that Prometheus 2.42 knows and never with another tenant's
 * name. {@code absent} stands only where the tenant's label that it copies cannot meet other series.
 */
final class GeneratedQueries {
    private static final Arbitrary<String> MODIFIER = Arbitraries.frequency(
            Tuple.of(8, ""),
            Tuple.of(2, " offset 5m"),
            Tuple.of(1, " offset -2m"),
            Tuple.of(1, " @ 1699998000"),
            Tuple.of(1, " @ end()"),
            Tuple.of(1, " @ start() offset 1m"));
    private static final Arbitrary<String> RANGE = Arbitraries.of("1m", "5m", "10m");
    private static final Arbitrary<String> GROUPING = Arbitraries.of(
            "",
            " by (job)",
            " by (job, instance)",
            " without (instance)",
            " by (tenant_id, job)",
            " without (tenant_id)");
    private static final Arbitrary<String> MATCHING = Arbitraries.of(
            "",
            " on (job)",
            " on (job, instance)",
            " ignoring (code)",
            " on (job, tenant_id)",
            " on (job) group_left (zone)",
            " on (job) group_right (tenant_id)",
            " ignoring (code, zone) group_left");

    private final Arbitrary<String> vectors;
    private final Arbitrary<String> scalars;
    private final Arbitrary<String> matrices;

    private GeneratedQueries(Arbitrary<String> vectors, Arbitrary<String> scalars, Arbitrary<String> matrices) {
        this.vectors = vectors;
        this.scalars = scalars;
        this.matrices = matrices;
    }

    /** Whole queries. */
    static Arbitrary<String> all() {
        GeneratedQueries deep = leaves().deeper().deeper().deeper();
        Arbitrary<String> absent = selectors().map(selector -> "absent(" + selector + ")");
        Arbitrary<String> absentOverTime = leaves().matrices.map(matrix -> "absent_over_time(" + matrix + ")");
        return Arbitraries.frequencyOf(
                Tuple.of(20, deep.vectors),
                Tuple.of(2, deep.scalars),
                Tuple.of(1, deep.matrices),
                Tuple.of(1, absent),
                Tuple.of(1, absentOverTime));
    }

    private static GeneratedQueries leaves() {
        Arbitrary<String> vectors = Combinators.combine(selectors(), MODIFIER).as(String::concat);
        Arbitrary<String> matrices = Combinators.combine(selectors(), RANGE, MODIFIER)
                .as((selector, range, modifier) -> selector + "[" + range + "]" + modifier);
        Arbitrary<String> scalars = Arbitraries.of("0", "1", "2", "0.5", "0.9", "-1", "1e3", "Inf", "time()", "pi()");
        return new GeneratedQueries(vectors, scalars, matrices);
    }

    private static Arbitrary<String> selectors() {
        Arbitrary<String> names = Arbitraries.of(
                "up", "temperature", "requests_total", "latency_bucket", "limit", "secret_revenue", "nothing");
        Arbitrary<String> matchers = Arbitraries.of(
                        "job=\"api\"",
                        "job=~\"a.*|hidden\"",
                        "job!=\"web\"",
                        "instance=\"1\"",
                        "code=~\"5..\"",
                        "zone!~\"z0\"",
                        "missing=\"\"",
                        "tenant_id=\"acme\"")
                .list()
                .ofMaxSize(2)
                .map(list -> list.isEmpty() ? "" : "{" + String.join(",", list) + "}");
        return Arbitraries.frequencyOf(
                Tuple.of(9, Combinators.combine(names, matchers).as(String::concat)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "{__name__=~\"up|limit|secret.*\"}",
                                "{__name__!=\"up\",job=\"api\"}",
                                "{job=~\".+\",zone=\"z0\"}",
                                "{__name__=\"secret_revenue\"}")));
    }

    /** The same with one more level of operations around. */
    private GeneratedQueries deeper() {
        Arbitrary<String> deeperVectors = Arbitraries.frequencyOf(
                Tuple.of(3, vectors),
                Tuple.of(4, aggregations()),
                Tuple.of(4, aggregationsWithParameter()),
                Tuple.of(4, rangeFunctions()),
                Tuple.of(3, functions()),
                Tuple.of(1, histograms()),
                Tuple.of(3, vectorOperations()),
                Tuple.of(2, scalarOperations()),
                Tuple.of(1, setOperations()),
                Tuple.of(1, wrapped()));
        return new GeneratedQueries(deeperVectors, deeperScalars(), deeperMatrices());
    }

    private Arbitrary<String> deeperScalars() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, scalars),
                Tuple.of(4, selectors().map(selector -> "scalar(" + selector + ")")),
                Tuple.of(2, vectors.map(vector -> "scalar(" + vector + ")")),
                Tuple.of(1, selectors().map(selector -> "scalar(absent(" + selector + "))")),
                Tuple.of(1, scalars.map(scalar -> "-(" + scalar + ")")),
                Tuple.of(
                        1,
                        Combinators.combine(scalars, Arbitraries.of("+", "*", "/"), scalars)
                                .as((a, op, b) -> "(" + a + " " + op + " " + b + ")")));
    }

    private Arbitrary<String> deeperMatrices() {
        Arbitrary<String> subqueries = Combinators.combine(
                        vectors, Arbitraries.of("[5m:1m]", "[3m:30s]", "[4m:]"), MODIFIER)
                .as((vector, range, modifier) -> "(" + vector + ")" + range + modifier);
        return Arbitraries.oneOf(matrices, subqueries);
    }

    private Arbitrary<String> aggregations() {
        Arbitrary<String> operators = Arbitraries.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
        return Combinators.combine(operators, GROUPING, vectors)
                .as((operator, grouping, vector) -> operator + grouping + " (" + vector + ")");
    }

    private Arbitrary<String> aggregationsWithParameter() {
        Arbitrary<String> ranked = Combinators.combine(
                        Arbitraries.of("topk", "bottomk", "quantile"), GROUPING, deeperScalars(), vectors)
                .as((operator, grouping, parameter, vector) ->
                        operator + grouping + " (" + parameter + ", " + vector + ")");
        Arbitrary<String> counted = vectors.map(vector -> "count_values(\"value\", " + vector + ")");
        return Arbitraries.frequencyOf(Tuple.of(5, ranked), Tuple.of(1, counted));
    }

    private Arbitrary<String> rangeFunctions() {
        Arbitrary<String> names = Arbitraries.of(List.of(
                "rate",
                "increase",
                "irate",
                "delta",
                "deriv",
                "changes",
                "resets",
                "avg_over_time",
                "sum_over_time",
                "count_over_time",
                "last_over_time",
                "present_over_time"));
        Arbitrary<String> plain = Combinators.combine(names, matrices).as((name, matrix) -> name + "(" + matrix + ")");
        Arbitrary<String> quantiles = Combinators.combine(scalars, matrices)
                .as((scalar, matrix) -> "quantile_over_time(" + scalar + ", " + matrix + ")");
        Arbitrary<String> predictions = Combinators.combine(matrices, scalars)
                .as((matrix, scalar) -> "predict_linear(" + matrix + ", " + scalar + ")");
        return Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(1, quantiles), Tuple.of(1, predictions));
    }

    private Arbitrary<String> functions() {
        Arbitrary<String> plain = Combinators.combine(
                        Arbitraries.of("abs", "ceil", "sqrt", "sgn", "sort", "sort_desc", "timestamp", "hour", "round"),
                        vectors)
                .as((name, vector) -> name + "(" + vector + ")");
        Arbitrary<String> clamped = Combinators.combine(vectors, scalars, scalars)
                .as((vector, low, high) -> "clamp(" + vector + ", " + low + ", " + high + ")");
        Arbitrary<String> replaced =
                vectors.map(vector -> "label_replace(" + vector + ", \"copy\", \"$1\", \"tenant_id\", \"(.*)\")");
        Arbitrary<String> joined =
                vectors.map(vector -> "label_join(" + vector + ", \"copy\", \"-\", \"job\", \"tenant_id\")");
        return Arbitraries.frequencyOf(
                Tuple.of(4, plain), Tuple.of(1, clamped), Tuple.of(1, replaced), Tuple.of(1, joined));
    }

    private Arbitrary<String> histograms() {
        return Combinators.combine(deeperScalars(), RANGE)
                .as((quantile, range) ->
                        "histogram_quantile(" + quantile + ", sum by (le, job) (rate(latency_bucket[" + range + "])))");
    }

    private Arbitrary<String> vectorOperations() {
        Arbitrary<String> operators =
                Arbitraries.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<= bool", ">= bool");
        return Combinators.combine(vectors, operators, MATCHING, vectors)
                .as((left, operator, matching, right) -> "(" + left + ") " + operator + matching + " (" + right + ")");
    }

    private Arbitrary<String> setOperations() {
        return Combinators.combine(
                        vectors, Arbitraries.of("and", "or", "unless"), Arbitraries.of("", " on (job)"), vectors)
                .as((left, operator, matching, right) -> "(" + left + ") " + operator + matching + " (" + right + ")");
    }

    private Arbitrary<String> scalarOperations() {
        Arbitrary<String> operators = Arbitraries.of("+", "-", "*", "/", "==", ">", "< bool");
        Arbitrary<String> right = Combinators.combine(vectors, operators, deeperScalars())
                .as((vector, operator, scalar) -> "(" + vector + ") " + operator + " " + scalar);
        Arbitrary<String> left = Combinators.combine(deeperScalars(), operators, vectors)
                .as((scalar, operator, vector) -> scalar + " " + operator + " (" + vector + ")");
        return Arbitraries.oneOf(right, left);
    }

    private Arbitrary<String> wrapped() {
        return Arbitraries.oneOf(
                vectors.map(vector -> "-(" + vector + ")"),
                vectors.map(vector -> "((" + vector + "))"),
                deeperScalars().map(scalar -> "vector(" + scalar + ")"),
                selectors().map(selector -> "sum(absent(" + selector + "))"));
    }
}
