package io.pharos.alert.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to an instant query, sample by sample as it comes ({@code docs/querying/api.md} of Prometheus).
 * Labels that the platform put in are left out. One reader for one answer.
 */
final class AnswerReader {
    // Each question has a thread of its own, so what a thread keeps would never be used again.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .build();
    private static final int MOST_LABELS = 4096;

    private final JsonParser json;
    private final Set<String> hidden;
    private final int maxSeries;
    private final List<Sample> samples = new ArrayList<>();
    private String[] flat = new String[32];
    private @Nullable String status;
    private @Nullable String error;
    private String resultType = "";

    private AnswerReader(JsonParser json, Set<String> hidden, int maxSeries) {
        this.json = json;
        this.hidden = hidden;
        this.maxSeries = maxSeries;
    }

    /**
     * The answer, an error's text among them; fails where the body is no answer, or has more series than that. Reads the
     * body to its end, since only then its connection can serve another question.
     */
    static Answer read(InputStream body, Set<String> hidden, int maxSeries) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            AnswerReader reader = new AnswerReader(json, hidden, maxSeries);
            reader.expect(json.nextToken(), JsonToken.START_OBJECT);
            reader.top();
            reader.expect(json.nextToken(), null);
            return reader.answer();
        }
    }

    private Answer answer() throws IOException {
        if (!"success".equals(status)) {
            return new Answer.Failed(error == null ? "the engine gave no reason" : error);
        }
        return switch (resultType) {
            case "vector", "scalar" -> new Answer.Found(samples);
            default -> new Answer.Failed("rule result is not a vector or scalar");
        };
    }

    private void top() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "status" -> status = json.getText();
                case "error" -> error = json.getText();
                case "data" -> data();
                default -> json.skipChildren();
            }
        }
    }

    private void data() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "resultType" -> resultType = json.getText();
                case "result" -> result();
                default -> json.skipChildren();
            }
        }
    }

    /** A list of series, or the time and value of a scalar. */
    private void result() throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        JsonToken first = json.nextToken();
        if (first == JsonToken.VALUE_NUMBER_FLOAT || first == JsonToken.VALUE_NUMBER_INT) {
            json.nextToken();
            if (resultType.equals("scalar")) {
                samples.add(new Sample.Number(Labels.NONE, number(json.getText())));
            }
            expect(json.nextToken(), JsonToken.END_ARRAY);
            return;
        }
        for (JsonToken token = first; token == JsonToken.START_OBJECT; token = json.nextToken()) {
            if (samples.size() == maxSeries) {
                throw new AnswerTooLarge("the answer has more than " + maxSeries + " series");
            }
            series();
        }
    }

    private void series() throws IOException {
        Labels labels = Labels.NONE;
        double value = Double.NaN;
        boolean histogram = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metric" -> labels = labels();
                case "value" -> value = value();
                case "histogram" -> {
                    histogram = true;
                    json.skipChildren();
                }
                default -> json.skipChildren();
            }
        }
        samples.add(histogram ? new Sample.Histogram(labels) : new Sample.Number(labels, value));
    }

    private Labels labels() throws IOException {
        int length = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (hidden.contains(name)) {
                continue;
            }
            if (length == flat.length) {
                flat = roomier();
            }
            flat[length++] = name;
            flat[length++] = json.getText();
        }
        return Labels.ofSorted(flat, length);
    }

    private String[] roomier() throws IOException {
        if (flat.length >= 2 * MOST_LABELS) {
            throw new AnswerTooLarge("a series of the answer has more than " + MOST_LABELS + " labels");
        }
        return Arrays.copyOf(flat, 2 * flat.length);
    }

    private double value() throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        json.nextToken();
        json.nextToken();
        double value = number(json.getText());
        expect(json.nextToken(), JsonToken.END_ARRAY);
        return value;
    }

    private static double number(String text) throws IOException {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text);
        };
    }

    private static double decimal(String text) throws IOException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("not a sample's value: " + text, e);
        }
    }

    private void expect(@Nullable JsonToken token, @Nullable JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("not the answer to a query: " + token + " instead of " + expected);
        }
    }
}
