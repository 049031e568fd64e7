package io.pharos.collector.cardinality;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.LabelMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One rule on series that are left out: a selector as queries have it, of which every condition must hold. */
final class DropRule {
    private static final int LONGEST = 4096;

    private final List<LabelMatcher> matchers;
    private final Map<String, Pattern> patterns = new HashMap<>();

    private DropRule(List<LabelMatcher> matchers) {
        this.matchers = matchers;
        for (LabelMatcher matcher : matchers) {
            if (matcher.op().isRegex()) {
                patterns.put(matcher.value(), Pattern.compile(matcher.value(), Pattern.DOTALL));
            }
        }
    }

    /** Reads a selector; a problem MALFORMED where it is none, or would leave everything out. */
    static DropRule parse(String selector) {
        try {
            ParserOptions options = ParserOptions.everything().withMaxLength(LONGEST);
            DropRule rule =
                    new DropRule(PromqlParser.parseSelector(selector, options).matchers());
            if (rule.matchers.isEmpty() || rule.matches(Map.of())) {
                throw malformed("it matches series without any label, and so nearly all: name a metric or a label");
            }
            return rule;
        } catch (PromqlException | PatternSyntaxException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Problem malformed(String why) {
        return Problem.of(
                Kind.MALFORMED,
                "drop-rule.malformed",
                "Give a selector such as http_requests_total{path=~\"/tmp/.*\"}: " + why + ".");
    }

    boolean matches(Map<String, String> labels) {
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
