package io.pharos.promql.parse;

import io.pharos.promql.lex.TokenType;
import io.pharos.promql.series.FloatHistogram;
import io.pharos.promql.series.FloatHistogram.CounterReset;
import io.pharos.promql.series.FloatHistogram.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The fields of one histogram literal, each at most once; what is missing is zero. */
final class HistogramFields {
    private final Map<TokenType, List<Double>> buckets = new EnumMap<>(TokenType.class);
    private final Map<TokenType, Double> numbers = new EnumMap<>(TokenType.class);
    private CounterReset hint = CounterReset.UNKNOWN;
    private boolean hintSet;

    boolean has(TokenType field) {
        return field == TokenType.COUNTER_RESET_HINT_DESC
                ? hintSet
                : buckets.containsKey(field) || numbers.containsKey(field);
    }

    void set(TokenType field, double value) {
        numbers.put(field, value);
    }

    void set(TokenType field, List<Double> values) {
        buckets.put(field, values);
    }

    void set(CounterReset value) {
        hint = value;
        hintSet = true;
    }

    boolean hintSet() {
        return hintSet;
    }

    FloatHistogram histogram() {
        List<Double> positive = list(TokenType.BUCKETS_DESC);
        List<Double> negative = list(TokenType.NEGATIVE_BUCKETS_DESC);
        return new FloatHistogram(
                hint,
                (int) number(TokenType.SCHEMA_DESC),
                number(TokenType.ZERO_BUCKET_WIDTH_DESC),
                number(TokenType.ZERO_BUCKET_DESC),
                number(TokenType.COUNT_DESC),
                number(TokenType.SUM_DESC),
                spans(TokenType.OFFSET_DESC, positive),
                positive,
                spans(TokenType.NEGATIVE_OFFSET_DESC, negative),
                negative,
                list(TokenType.CUSTOM_VALUES_DESC));
    }

    private double number(TokenType field) {
        return numbers.getOrDefault(field, 0.0);
    }

    private List<Double> list(TokenType field) {
        return buckets.getOrDefault(field, List.of());
    }

    private List<Span> spans(TokenType offset, List<Double> counts) {
        return counts.isEmpty() ? List.of() : List.of(new Span((int) number(offset), counts.size()));
    }

    /** How the field is written. */
    static String name(TokenType field) {
        return switch (field) {
            case SUM_DESC -> "sum";
            case COUNT_DESC -> "count";
            case SCHEMA_DESC -> "schema";
            case OFFSET_DESC -> "offset";
            case NEGATIVE_OFFSET_DESC -> "n_offset";
            case BUCKETS_DESC -> "buckets";
            case NEGATIVE_BUCKETS_DESC -> "n_buckets";
            case ZERO_BUCKET_DESC -> "z_bucket";
            case ZERO_BUCKET_WIDTH_DESC -> "z_bucket_w";
            case CUSTOM_VALUES_DESC -> "custom_values";
            default -> "counter_reset_hint";
        };
    }
}
