package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.SPACE;
import static io.pharos.promql.lex.TokenType.TIMES;

import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import io.pharos.promql.series.FloatHistogram;
import io.pharos.promql.series.HistogramSum;
import io.pharos.promql.series.SequenceValue;
import io.pharos.promql.series.SeriesDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Reads series descriptions: labels, then values with repetitions. */
final class SeriesParser {
    /** More values than any test has steps. */
    private static final int MAX_VALUES = 1_000_000;

    private static final String CONTEXT = "series values";
    private static final SequenceValue OMITTED = new SequenceValue.Omitted();

    private final ParseContext context;
    private final TokenStream tokens;
    private final SeriesNumbers numbers;
    private final HistogramParser histograms;
    private final List<SequenceValue> values = new ArrayList<>();

    SeriesParser(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
        this.numbers = new SeriesNumbers(context);
        this.histograms = new HistogramParser(context, numbers);
    }

    SeriesDescription description() {
        SortedMap<String, String> labels = new LabelSets(context).read();
        readValues();
        return new SeriesDescription(labels, values);
    }

    private void readValues() {
        try {
            if (!tokens.at(SPACE) && !tokens.atEnd()) {
                tokens.reject();
            }
        } catch (SyntaxError e) {
            tokens.caught(CONTEXT, "");
        }
        while (tokens.at(SPACE)) {
            try {
                tokens.shift();
                value();
            } catch (SyntaxError e) {
                tokens.caught(CONTEXT, "");
                values.clear();
            }
        }
    }

    private void value() {
        switch (tokens.peek()) {
            case BLANK -> omitted();
            case OPEN_HIST -> histogram();
            case IDENTIFIER -> samples(stale(tokens.shift()));
            case NUMBER, DURATION, ADD, SUB -> samples(numbers.number());
            default -> {} // White space at the end.
        }
    }

    private void omitted() {
        tokens.shift();
        long count = tokens.at(TIMES) ? times() : 1;
        for (long i = 0; i < count; i++) {
            add(OMITTED);
        }
    }

    private double stale(Token word) {
        if (!context.text(word).equals("stale")) {
            tokens.note(CONTEXT, "number or \"stale\"");
        }
        return Double.longBitsToDouble(SequenceValue.STALE_BITS);
    }

    /** One number, or with a repetition that number and so many more, each greater by the increment. */
    private void samples(double first) {
        double increment = 0;
        long more = 0;
        if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
            increment = numbers.number();
            while (!tokens.at(TIMES)) {
                tokens.reject();
            }
            more = times();
        } else if (tokens.at(TIMES)) {
            more = times();
        }
        double value = first;
        for (long i = 0; Long.compareUnsigned(i, more) <= 0; i++) {
            add(new SequenceValue.Sample(value));
            value = increment == 0 ? value : value + increment;
        }
    }

    private void histogram() {
        HistogramFields first = histograms.read();
        switch (tokens.peek()) {
            case TIMES -> repeated(first.histogram(), times(), first.hintSet());
            case ADD, SUB -> growing(first.histogram(), tokens.shift().is(TokenType.SUB));
            default -> repeated(first.histogram(), 0, first.hintSet());
        }
    }

    private void repeated(FloatHistogram histogram, long more, boolean hintSet) {
        for (long i = 0; Long.compareUnsigned(i, more) <= 0; i++) {
            add(new SequenceValue.Histogram(histogram, hintSet));
        }
    }

    private void growing(FloatHistogram base, boolean shrinking) {
        while (!tokens.at(TokenType.OPEN_HIST)) {
            tokens.reject();
        }
        HistogramFields fields = histograms.read();
        FloatHistogram step = fields.histogram();
        while (!tokens.at(TIMES)) {
            tokens.reject();
        }
        long more = times();
        FloatHistogram current = base;
        add(new SequenceValue.Histogram(current, fields.hintSet()));
        for (long i = 0; Long.compareUnsigned(i, more) < 0; i++) {
            if (current.schema() > step.schema()) {
                context.error(
                        tokens.lastRange(),
                        "error combining histograms: cannot merge from schema " + step.schema() + " to "
                                + current.schema());
                return;
            }
            try {
                current = shrinking ? HistogramSum.minus(current, step) : HistogramSum.plus(current, step);
            } catch (HistogramSum.Incompatible e) {
                context.error(tokens.lastRange(), String.valueOf(e.getMessage()));
                return;
            }
            add(new SequenceValue.Histogram(current, fields.hintSet()));
        }
    }

    private long times() {
        tokens.shift();
        return numbers.count();
    }

    private void add(SequenceValue value) {
        if (values.size() == MAX_VALUES) {
            context.error(SourceRange.NONE, "series has more than " + MAX_VALUES + " values");
            throw GiveUp.NOW;
        }
        values.add(value);
    }
}
