package io.pharos.gateway.api;

import java.util.List;
import java.util.Set;

/**
 * The closed list of what the gateway serves, each with the parameters it reads; whatever else a client sends along is
 * left behind. The path is relative to each of the {@link #prefixes}.
 */
public enum Endpoint {
    QUERY(
            "query",
            "Evaluates an expression at one instant",
            "query",
            "time",
            "timeout",
            "limit",
            "lookback_delta",
            "stats"),
    QUERY_RANGE(
            "query_range",
            "Evaluates an expression over a range of time",
            "query",
            "start",
            "end",
            "step",
            "timeout",
            "limit",
            "lookback_delta",
            "stats"),
    QUERY_EXEMPLARS(
            "query_exemplars", "Finds the exemplars of the series that an expression selects", "query", "start", "end"),
    SERIES("series", "Finds the series that selectors match", "match[]", "start", "end", "limit"),
    LABELS("labels", "Lists label names", "match[]", "start", "end", "limit"),
    LABEL_VALUES("label/{name}/values", "Lists the values of a label", "match[]", "start", "end", "limit"),
    METADATA(
            "metadata",
            "Tells the type, help and unit of metrics, as their senders described them",
            "metric",
            "limit",
            "limit_per_metric"),
    READ("read", "Reads stored samples by Prometheus's remote read protocol"),
    FEDERATE("federate", "Gives the newest samples of the series that selectors match, as text", "match[]"),
    EXPLAIN(
            "explain",
            "Explains an expression in words, with what it reads and what that costs",
            "query",
            "time",
            "start",
            "end",
            "step",
            "lookback_delta"),
    FORMAT_QUERY("format_query", "Formats an expression", "query"),
    PARSE_QUERY("parse_query", "Parses an expression into its tree", "query"),
    BUILD_INFO("status/buildinfo", "Tells which Prometheus API version is spoken");

    private static final String SHORT_PREFIX = "/api/v1/";

    /** Prometheus's own prefix behind a path, and the short alias. */
    static final List<String> API_PREFIXES = List.of("/prometheus/api/v1/", SHORT_PREFIX);

    private static final Set<String> REPEATABLE = Set.of("match[]");
    private static final Set<String> REQUIRED = Set.of("query", "start", "end", "step");

    private final String path;
    private final String summary;
    private final List<String> parameters;

    Endpoint(String path, String summary, String... parameters) {
        this.path = path;
        this.summary = summary;
        this.parameters = List.of(parameters);
    }

    /** The path below the prefix, {@code {name}} standing for a label's name. */
    public String path() {
        return path;
    }

    public String summary() {
        return summary;
    }

    /** The parameters that this endpoint reads. */
    public List<String> parameters() {
        return parameters;
    }

    /** What stands before the path, wherever this is served. */
    public List<String> prefixes() {
        return switch (this) {
            case EXPLAIN -> List.of(SHORT_PREFIX);
            case FEDERATE -> List.of("/prometheus/");
            case QUERY,
                    QUERY_RANGE,
                    QUERY_EXEMPLARS,
                    SERIES,
                    LABELS,
                    LABEL_VALUES,
                    METADATA,
                    READ,
                    FORMAT_QUERY,
                    PARSE_QUERY,
                    BUILD_INFO -> API_PREFIXES;
        };
    }

    /** The HTTP methods that this is asked by. */
    public List<String> methods() {
        return switch (this) {
            case EXPLAIN, READ -> List.of("POST");
            case FEDERATE, METADATA -> List.of("GET");
            case QUERY,
                    QUERY_RANGE,
                    QUERY_EXEMPLARS,
                    SERIES,
                    LABELS,
                    LABEL_VALUES,
                    FORMAT_QUERY,
                    PARSE_QUERY,
                    BUILD_INFO -> List.of("GET", "POST");
        };
    }

    /** Whether refusals are problems of our own (RFC 9457), and not in Prometheus's JSON. */
    public boolean ours() {
        return this == EXPLAIN;
    }

    /** Whether the body is a remote-read message and no form. */
    public boolean takesMessage() {
        return this == READ;
    }

    /** Whether a parameter may be given more than once. */
    public static boolean repeatable(String parameter) {
        return REPEATABLE.contains(parameter);
    }

    /** Whether this endpoint cannot answer without that parameter. */
    public boolean requires(String parameter) {
        return switch (this) {
            case QUERY, QUERY_RANGE, FORMAT_QUERY, PARSE_QUERY -> REQUIRED.contains(parameter);
            case QUERY_EXEMPLARS, EXPLAIN -> parameter.equals("query");
            case SERIES, FEDERATE -> parameter.equals("match[]");
            case LABELS, LABEL_VALUES, METADATA, READ, BUILD_INFO -> false;
        };
    }
}
