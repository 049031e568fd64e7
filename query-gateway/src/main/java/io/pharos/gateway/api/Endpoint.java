package io.pharos.gateway.api;

import java.util.List;
import java.util.Set;

/**
 * The closed list of what the gateway serves, each with the parameters it reads; whatever else a client sends along is
 * left behind. The path is relative to each of {@link Path#PREFIXES}.
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
    FORMAT_QUERY("format_query", "Formats an expression", "query"),
    PARSE_QUERY("parse_query", "Parses an expression into its tree", "query"),
    BUILD_INFO("status/buildinfo", "Tells which Prometheus API version is spoken");

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

    /** Whether a parameter may be given more than once. */
    public static boolean repeatable(String parameter) {
        return REPEATABLE.contains(parameter);
    }

    /** Whether this endpoint cannot answer without that parameter. */
    public boolean requires(String parameter) {
        return switch (this) {
            case QUERY, QUERY_RANGE, FORMAT_QUERY, PARSE_QUERY -> REQUIRED.contains(parameter);
            case QUERY_EXEMPLARS -> parameter.equals("query");
            case SERIES -> parameter.equals("match[]");
            case LABELS, LABEL_VALUES, BUILD_INFO -> false;
        };
    }
}
