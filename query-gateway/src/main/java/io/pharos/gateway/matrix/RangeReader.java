package io.pharos.gateway.matrix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.gateway.matrix.RangeResult.Remark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an engine's answer to a range query; what is not one of a matrix over the steps asked for is no result. */
public final class RangeReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final Steps steps;
    private final List<Series> series = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private OptionalLong samples = OptionalLong.empty();
    private boolean success;
    private boolean matrix;

    private RangeReader(byte[] body, Steps steps) {
        this.body = body;
        this.steps = steps;
    }

    /** The result that the body holds, or empty where it holds something else. */
    public static Optional<RangeResult> read(byte[] body, Steps steps) {
        RangeReader reader = new RangeReader(body, steps);
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            reader.answer(parser);
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
        return reader.success && reader.matrix
                ? Optional.of(new RangeResult(new Matrix(reader.series), reader.remarks, reader.samples))
                : Optional.empty();
    }

    private void answer(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "status" -> success = parser.getText().equals("success");
                case "data" -> data(parser);
                case "warnings", "infos" -> remarks(parser, field);
                default -> parser.skipChildren();
            }
        }
    }

    private void remarks(JsonParser parser, String kind) throws IOException {
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            remarks.add(new Remark(kind, parser.getText()));
        }
    }

    private void data(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "resultType" -> matrix = parser.getText().equals("matrix");
                case "result" -> result(parser);
                case "stats" -> stats(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void result(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            series(parser);
        }
    }

    private void series(JsonParser parser) throws IOException {
        String metric = "{}";
        Points values = Points.NONE;
        Points histograms = Points.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "metric" -> metric = raw(parser);
                case "values" -> values = points(parser);
                case "histograms" -> histograms = points(parser);
                default -> parser.skipChildren();
            }
        }
        series.add(new Series(metric, values, histograms));
    }

    private Points points(JsonParser parser) throws IOException {
        long[] times = new long[(int) Math.min(steps.count(), 64)];
        String[] texts = new String[times.length];
        int size = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                texts = Arrays.copyOf(texts, size * 2);
            }
            parser.nextToken();
            times[size] = onStep(millis(parser.getText()));
            parser.nextToken();
            texts[size++] = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : raw(parser);
            parser.nextToken();
        }
        return new Points(Arrays.copyOf(times, size), Arrays.copyOf(texts, size));
    }

    private long onStep(long time) {
        if (!steps.contains(time)) {
            throw new ArithmeticException("an engine that chooses other steps than those asked for");
        }
        return time;
    }

    private void stats(JsonParser parser) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_NUMBER_INT && "totalQueryableSamples".equals(parser.currentName())) {
                samples = OptionalLong.of(parser.getLongValue());
            }
        }
    }

    /** The JSON of the object that begins here, as it was sent. */
    private String raw(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /** Seconds with up to three decimals, as milliseconds. */
    private static long millis(String seconds) {
        int point = seconds.indexOf('.');
        if (point < 0 && seconds.indexOf('e') < 0 && seconds.indexOf('E') < 0) {
            return Math.multiplyExact(Long.parseLong(seconds), 1000);
        }
        return new BigDecimal(seconds).movePointRight(3).longValueExact();
    }
}
