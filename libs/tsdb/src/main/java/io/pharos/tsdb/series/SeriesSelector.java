package io.pharos.tsdb.series;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.LabelMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A selector as queries have it, held against the labels of written series: every condition must hold. */
public final class SeriesSelector {
    private static final int LONGEST = 4096;

    private final List<LabelMatcher> matchers;
    private final Map<String, Pattern> patterns = new HashMap<>();

    private SeriesSelector(List<LabelMatcher> matchers) {
        this.matchers = matchers;
        for (LabelMatcher matcher : matchers) {
            if (matcher.op().isRegex()) {
                patterns.put(matcher.value(), Pattern.compile(matcher.value(), Pattern.DOTALL));
            }
        }
    }

    /** Reads a selector; an IllegalArgumentException says why it is none, or that it matches nearly everything. */
    public static SeriesSelector parse(String selector) {
        try {
            ParserOptions options = ParserOptions.everything().withMaxLength(LONGEST);
            SeriesSelector read = new SeriesSelector(
                    PromqlParser.parseSelector(selector, options).matchers());
            if (read.matchers.isEmpty() || read.matches(Map.of())) {
                throw new IllegalArgumentException(
                        "it matches series without any label, and so nearly all: name a metric or a label");
            }
            return read;
        } catch (PromqlException | PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether a series with these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        for (LabelMatcher matcher : matchers) {
            if (!matches(matcher, labels.getOrDefault(matcher.name(), ""))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(LabelMatcher matcher, String value) {
        return switch (matcher.op()) {
            case EQUAL -> value.equals(matcher.value());
            case NOT_EQUAL -> !value.equals(matcher.value());
            case REGEX -> pattern(matcher).matches(value);
            case NOT_REGEX -> !pattern(matcher).matches(value);
        };
    }

    private Pattern pattern(LabelMatcher matcher) {
        return Objects.requireNonNull(patterns.get(matcher.value()));
    }
}
