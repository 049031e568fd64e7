package io.pharos.gateway.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which metrics' descriptions are asked for, how many of them, and how many of each; what is null is not bounded. */
public record MetadataQuestion(
        @Nullable String metric,
        @Nullable Integer limit,
        @Nullable Integer limitPerMetric) {
    /** The question as a query string, each parameter that is given once. */
    String query() {
        List<String> parameters = new ArrayList<>(3);
        add(parameters, "metric", metric);
        add(parameters, "limit", limit);
        add(parameters, "limit_per_metric", limitPerMetric);
        return String.join("&", parameters);
    }

    private static void add(List<String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + '=' + URLEncoder.encode(value.toString(), UTF_8));
        }
    }
}
