package io.pharos.gateway.matrix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Prometheus's order of series: label by label, name before value, and the one that ends first before the other. */
final class LabelOrder {
    private static final JsonFactory JSON = new JsonFactory();

    private LabelOrder() {}

    private record Keyed(List<String> labels, Series series) {}

    static List<Series> sorted(List<Series> series) {
        return series.stream()
                .map(one -> new Keyed(labels(one.metric()), one))
                .sorted((a, b) -> compare(a.labels, b.labels))
                .map(Keyed::series)
                .toList();
    }

    /** Names and values in turn; engines write them by rising name. */
    private static List<String> labels(String metric) {
        List<String> labels = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(metric)) {
            while (parser.nextToken() != null) {
                JsonToken token = parser.currentToken();
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    labels.add(parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("labels that were read before are JSON", e);
        }
        return labels;
    }

    private static int compare(List<String> a, List<String> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
