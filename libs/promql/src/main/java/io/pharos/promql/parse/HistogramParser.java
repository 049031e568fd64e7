package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.CLOSE_HIST;
import static io.pharos.promql.lex.TokenType.COLON;
import static io.pharos.promql.lex.TokenType.LEFT_BRACKET;
import static io.pharos.promql.lex.TokenType.RIGHT_BRACKET;
import static io.pharos.promql.lex.TokenType.SPACE;

import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.lex.TokenType;
import io.pharos.promql.series.FloatHistogram.CounterReset;
import java.util.ArrayList;
import java.util.List;

/** Reads a native histogram in a series description: <code>{{schema:1 sum:3 count:2 buckets:[1 1]}}</code>. */
final class HistogramParser {
    private final ParseContext context;
    private final TokenStream tokens;
    private final SeriesNumbers numbers;

    HistogramParser(ParseContext context, SeriesNumbers numbers) {
        this.context = context;
        this.tokens = context.tokens();
        this.numbers = numbers;
    }

    /** The next token opens the histogram. */
    HistogramFields read() {
        tokens.shift();
        HistogramFields fields = new HistogramFields();
        if (tokens.at(SPACE)) {
            tokens.shift();
        } else if (!tokens.at(CLOSE_HIST)) {
            field(fields);
            moreFields(fields);
        }
        tokens.expect(CLOSE_HIST);
        return fields;
    }

    private void moreFields(HistogramFields fields) {
        while (!tokens.at(CLOSE_HIST)) {
            try {
                if (!tokens.at(SPACE)) {
                    tokens.reject();
                    continue;
                }
                tokens.shift();
                if (!tokens.at(CLOSE_HIST)) {
                    field(fields);
                }
            } catch (SyntaxError e) {
                tokens.caught("histogram description", "histogram description key, e.g. buckets:[5 10 7]");
            }
        }
    }

    private void field(HistogramFields fields) {
        while (!isField(tokens.peek())) {
            tokens.reject();
        }
        TokenType field = tokens.shift().type();
        tokens.expect(COLON);
        if (fields.has(field)) {
            value(field, new HistogramFields());
            String name = HistogramFields.name(field);
            context.error(SourceRange.NONE, "duplicate key \"" + name + "\" in histogram");
        } else {
            value(field, fields);
        }
    }

    private void value(TokenType field, HistogramFields fields) {
        switch (field) {
            case SCHEMA_DESC, OFFSET_DESC, NEGATIVE_OFFSET_DESC -> fields.set(field, (double) numbers.integer());
            case ZERO_BUCKET_WIDTH_DESC -> fields.set(field, numbers.unsigned());
            case CUSTOM_VALUES_DESC, BUCKETS_DESC, NEGATIVE_BUCKETS_DESC -> fields.set(field, buckets());
            case COUNTER_RESET_HINT_DESC -> fields.set(hint());
            default -> fields.set(field, numbers.number());
        }
    }

    private List<Double> buckets() {
        tokens.expect(LEFT_BRACKET);
        List<Double> buckets = new ArrayList<>();
        buckets.add(numbers.number());
        while (!tokens.at(RIGHT_BRACKET)) {
            try {
                if (!tokens.at(SPACE)) {
                    tokens.reject();
                    continue;
                }
                tokens.shift();
                if (!tokens.at(RIGHT_BRACKET)) {
                    buckets.add(numbers.number());
                }
            } catch (SyntaxError e) {
                tokens.caughtQuietly();
            }
        }
        tokens.shift();
        return buckets;
    }

    private CounterReset hint() {
        while (true) {
            switch (tokens.peek()) {
                case UNKNOWN_COUNTER_RESET -> {
                    return hint(CounterReset.UNKNOWN);
                }
                case COUNTER_RESET -> {
                    return hint(CounterReset.RESET);
                }
                case NOT_COUNTER_RESET -> {
                    return hint(CounterReset.NOT_RESET);
                }
                case GAUGE_TYPE -> {
                    return hint(CounterReset.GAUGE);
                }
                default -> tokens.reject();
            }
        }
    }

    private CounterReset hint(CounterReset hint) {
        tokens.shift();
        return hint;
    }

    private static boolean isField(TokenType type) {
        return switch (type) {
            case SUM_DESC,
                    COUNT_DESC,
                    SCHEMA_DESC,
                    OFFSET_DESC,
                    NEGATIVE_OFFSET_DESC,
                    BUCKETS_DESC,
                    NEGATIVE_BUCKETS_DESC,
                    ZERO_BUCKET_DESC,
                    ZERO_BUCKET_WIDTH_DESC,
                    CUSTOM_VALUES_DESC,
                    COUNTER_RESET_HINT_DESC -> true;
            default -> false;
        };
    }
}
