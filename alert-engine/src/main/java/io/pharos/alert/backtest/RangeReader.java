package io.pharos.alert.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.alert.series.Labels;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the answer to a range query into a timeline, without the labels that the platform put in. */
final class RangeReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final Set<String> hidden;
    private final Timeline timeline;
    private String error = "";

    private RangeReader(JsonParser json, Set<String> hidden, Timeline timeline) {
        this.json = json;
        this.hidden = hidden;
        this.timeline = timeline;
    }

    /** Returns what the engine says is wrong, or an empty text. */
    static String read(byte[] body, Set<String> hidden, Timeline timeline) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            RangeReader reader = new RangeReader(json, hidden, timeline);
            reader.fields();
            return reader.error;
        }
    }

    private void fields() throws IOException {
        require(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("error")) {
                error = json.getText();
            } else if (field.equals("data") && value == JsonToken.START_OBJECT) {
                data();
            } else {
                json.skipChildren();
            }
        }
    }

    private void data() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("result")) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    series();
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void series() throws IOException {
        Labels labels = Labels.NONE;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metric" -> labels = labels();
                case "values" -> values(labels);
                default -> json.skipChildren();
            }
        }
    }

    private Labels labels() throws IOException {
        SortedMap<String, String> labels = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!hidden.contains(name)) {
                labels.put(name, json.getText());
            }
        }
        return Labels.of(labels);
    }

    private void values(Labels labels) throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            Instant at = Instant.ofEpochMilli(Math.round(json.getDoubleValue() * 1_000));
            json.nextToken();
            timeline.add(labels, at, number(json.getText()));
            require(json.nextToken(), JsonToken.END_ARRAY);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void require(JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("not the answer to a range query");
        }
    }
}
