package io.pharos.promql.isolation;

import io.pharos.promql.generate.Choices;
import net.jqwik.api.Arbitrary;

/**
 * Queries over the planted data, of every shape that Prometheus 2.42 knows and never with another tenant's name.
 */
final class GeneratedQueries {
    private static final int DEPTH = 4;

    private final Choices choose;

    private GeneratedQueries(Choices choose) {
        this.choose = choose;
    }

    static Arbitrary<String> all() {
        return Choices.all().map(choices -> new GeneratedQueries(choices).query());
    }

    private String query() {
        return choose.of(
                () -> vector(DEPTH),
                () -> vector(DEPTH),
                () -> vector(DEPTH),
                () -> ranked(DEPTH),
                () -> scalar(DEPTH),
                () -> matrix(DEPTH),
                () -> absent());
    }

    private String vector(int depth) {
        if (depth == 0) {
            return selector() + modifier();
        }
        int inner = depth - 1;
        return choose.of(
                () -> selector() + modifier(),
                () -> aggregation(inner),
                () -> ranked(inner),
                () -> ranked(inner),
                () -> overTime(inner),
                () -> overTime(inner),
                () -> function(inner),
                () -> operation(inner),
                () -> withScalar(inner),
                () -> "(" + vector(inner) + ") " + choose.of("and", "or", "unless") + choose.of("", " on (job)") + " ("
                        + vector(inner) + ")",
                () -> "histogram_quantile(" + scalar(inner) + ", sum by (le, job) (rate(latency_bucket[" + range()
                        + "])))",
                () -> absent(),
                () -> wrapped(inner));
    }

    private String absent() {
        return choose.of(
                () -> "absent(" + selector() + ")",
                () -> "absent((" + selector() + "))",
                () -> "absent_over_time(" + matrix(0) + ")");
    }

    private String scalar(int depth) {
        if (depth == 0) {
            return number();
        }
        return choose.of(
                this::number,
                () -> "scalar(" + singleSeries() + ")",
                () -> "scalar(" + singleSeries() + modifier() + ")",
                () -> "scalar(" + vector(depth - 1) + ")",
                () -> "scalar(absent(" + selector() + "))",
                () -> "-(" + scalar(depth - 1) + ")",
                () -> "(" + scalar(depth - 1) + choose.of(" + ", " * ", " / ") + scalar(depth - 1) + ")");
    }

    private String matrix(int depth) {
        if (depth == 0 || choose.below(2) == 0) {
            return selector() + "[" + range() + "]" + modifier();
        }
        return "(" + vector(depth - 1) + ")" + choose.of("[5m:1m]", "[3m:30s]", "[4m:]") + modifier();
    }

    private String number() {
        return choose.of("1", "0", "2", "0.5", "0.9", "-1", "1e3", "Inf", "time()", "pi()");
    }

    private String range() {
        return choose.of("5m", "1m", "10m");
    }

    private String modifier() {
        return choose.sometimes(" offset 5m", " offset -2m", " @ 1699998000", " @ end()", " @ start() offset 1m");
    }

    /** Of at most one series of a tenant, so that its scalar is a number and not NaN. */
    private String singleSeries() {
        return choose.of(
                "limit",
                "secret_revenue",
                "up{job=\"api\",instance=\"1\"}",
                "temperature{job=\"web\",instance=\"0\"}",
                "{__name__=~\"lim.*|secret.*\"}");
    }

    /**
     * Never two matchers on one label: which of them {@code absent} copies into its labels depends on their order, and
     * the canonical text sorts them.
     */
    private String selector() {
        String name = choose.of(
                "up", "temperature", "requests_total", "latency_bucket", "limit", "secret_revenue", "nothing", "");
        if (name.isEmpty()) {
            return choose.of(
                    "{__name__=~\"up|limit|secret.*\"}",
                    "{__name__!=\"up\",job=\"api\"}",
                    "{job=~\".+\",zone=\"z0\"}",
                    "{__name__=\"secret_revenue\"}");
        }
        String job = choose.sometimes("job=\"api\",", "job=~\"a.*|hidden\",", "job!=\"web\",");
        String more = choose.sometimes(
                "instance=\"1\"", "code=~\"5..\"", "zone!~\"z0\"", "missing=\"\"", "tenant_id=\"acme\"");
        return name + "{" + job + more + "}";
    }

    private String aggregation(int inner) {
        return choose.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar") + grouping() + " ("
                + vector(inner) + ")";
    }

    private String ranked(int inner) {
        return choose.of(
                () -> choose.of("topk", "bottomk", "quantile") + grouping() + " (" + scalar(inner + 1) + ", "
                        + vector(inner) + ")",
                () -> choose.of("topk", "quantile") + " (scalar(" + singleSeries() + "), " + vector(inner) + ")",
                () -> "count_values(\"value\", " + vector(inner) + ")");
    }

    private String grouping() {
        return choose.of(
                "",
                " by (job)",
                " by (job, instance)",
                " without (instance)",
                " by (tenant_id, job)",
                " without (tenant_id)");
    }

    private String overTime(int inner) {
        String plain = choose.of(
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
                "present_over_time",
                "predict_linear",
                "quantile_over_time");
        return switch (plain) {
            case "predict_linear" -> plain + "(" + matrix(inner) + ", " + scalar(inner) + ")";
            case "quantile_over_time" -> plain + "(" + scalar(inner) + ", " + matrix(inner) + ")";
            default -> plain + "(" + matrix(inner) + ")";
        };
    }

    private String function(int inner) {
        return choose.of(
                () -> choose.of("abs", "ceil", "sqrt", "sgn", "sort", "sort_desc", "timestamp", "hour", "round") + "("
                        + vector(inner) + ")",
                () -> "clamp(" + vector(inner) + ", " + scalar(inner) + ", " + scalar(inner) + ")",
                () -> "label_replace(" + vector(inner) + ", \"copy\", \"$1\", \"tenant_id\", \"(.*)\")",
                () -> "label_join(" + vector(inner) + ", \"copy\", \"-\", \"job\", \"tenant_id\")");
    }

    private String operation(int inner) {
        String operator = choose.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<= bool", ">= bool");
        String matching = choose.of(
                "",
                " on (job)",
                " on (job, instance)",
                " ignoring (code)",
                " on (job, tenant_id)",
                " on (job) group_left (zone)",
                " on (job) group_right (tenant_id)",
                " ignoring (code, zone) group_left ()");
        return "(" + vector(inner) + ") " + operator + matching + " (" + vector(inner) + ")";
    }

    private String withScalar(int inner) {
        String operator = choose.of(" + ", " - ", " * ", " / ", " == ", " > ", " < bool ");
        return choose.of(
                () -> "(" + vector(inner) + ")" + operator + scalar(inner),
                () -> scalar(inner) + operator + "(" + vector(inner) + ")");
    }

    private String wrapped(int inner) {
        return choose.of(
                () -> "-(" + vector(inner) + ")",
                () -> "((" + vector(inner) + "))",
                () -> "vector(" + scalar(inner) + ")",
                () -> "sum(absent(" + selector() + "))");
    }
}
