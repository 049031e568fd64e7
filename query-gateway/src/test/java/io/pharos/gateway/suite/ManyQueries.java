package io.pharos.gateway.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Five hundred queries of many shapes over a {@link Fleet}. */
public final class ManyQueries {
    private static final List<String> SELECTORS = List.of(
            "http_requests_total",
            "node_load",
            "up",
            "http_requests_total{code=~\"5..|404\"}",
            "node_load{instance!=\"a:1\"}",
            "{__name__=~\"up|node_load\",job=\"web\"}",
            "latency_bucket{le=\"1\"}");

    /** {@code S} is a selector, {@code R} a range. */
    private static final List<String> SHAPES = List.of(
            "S",
            "-S",
            "S > 3",
            "S >= bool 1",
            "S offset 3m",
            "sum(S)",
            "sum by (job) (S)",
            "avg without (instance) (S)",
            "max by (job, code) (S)",
            "count(S)",
            "stddev by (job) (S)",
            "topk(2, S)",
            "bottomk by (job) (1, S)",
            "quantile by (job) (0.9, S)",
            "count_values(\"value\", S > 1)",
            "group by (instance) (S)",
            "rate(S[R])",
            "increase(S[R])",
            "irate(S[R])",
            "delta(S[R])",
            "deriv(S[R])",
            "avg_over_time(S[R])",
            "max_over_time(S[R] offset 1m)",
            "quantile_over_time(0.5, S[R])",
            "stdvar_over_time(S[R])",
            "changes(S[R])",
            "resets(S[R])",
            "count_over_time(S[R])",
            "last_over_time(S[R])",
            "present_over_time(S[R])",
            "predict_linear(S[R], 600)",
            "sum by (job) (rate(S[R]))",
            "sum(rate(S[R])) / count(S)",
            "max_over_time(rate(S[2m])[R:1m])",
            "avg_over_time(sum by (job) (S)[R:])",
            "min_over_time((S > 1)[R:30s])",
            "abs(S - 2)",
            "clamp(S, 1, 5)",
            "round(S, 0.5)",
            "sqrt(S) + ln(S + 1)",
            "sgn(S) * S",
            "timestamp(S)",
            "S + on (instance, job) group_left () (sum by (instance, job) (up))",
            "S and on (job) up == 1",
            "S unless on (instance) node_load > 3",
            "S or up",
            "label_replace(S, \"short\", \"$1\", \"instance\", \"(.):.*\")",
            "label_join(S, \"both\", \"/\", \"job\", \"instance\")",
            "absent_over_time(S{nowhere=\"none\"}[R])",
            "absent(S{nowhere=\"none\"})",
            "scalar(sum(S)) * vector(2)",
            "vector(scalar(count(S))) + time() % 60",
            "hour(timestamp(S)) + minute()",
            "histogram_quantile(0.9, sum by (le, job) (rate(latency_bucket[R])))",
            "sort_desc(S)");

    private ManyQueries() {}

    public static List<String> all() {
        List<String> ranges = List.of("1m", "5m", "12m");
        Set<String> queries = new LinkedHashSet<>();
        int number = 0;
        for (String selector : SELECTORS) {
            for (String shape : SHAPES) {
                queries.add(query(shape, selector, ranges.get(number++ % ranges.size())));
            }
        }
        for (String shape : SHAPES) {
            queries.add(query(shape, "http_requests_total", "3m"));
            queries.add(query(shape, "node_load{cpu=\"0\"}", "90s"));
            queries.add(query(shape, "up{zone=~\"z.\"}", "7m"));
        }
        return new ArrayList<>(queries);
    }

    private static String query(String shape, String selector, String range) {
        String braced = selector.endsWith("}") ? selector.substring(0, selector.length() - 1) + "," : selector + "{";
        return shape.replace("S{nowhere=\"none\"}", braced + "nowhere=\"none\"}")
                .replaceAll("\\bS\\b", java.util.regex.Matcher.quoteReplacement(selector))
                .replace("[R", "[" + range);
    }
}
