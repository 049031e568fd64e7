package io.pharos.promql.check;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.GoQuote;
import io.pharos.promql.regex.Regex;
import java.util.List;

/** The rules for selectors: one name, and never everything by accident. */
final class SelectorChecks {
    private final Findings findings;

    SelectorChecks(Findings findings) {
        this.findings = findings;
    }

    /** {@code labelsOnly} is for the place where a selector need not narrow anything down. */
    void check(VectorSelector selector, boolean labelsOnly) {
        if (!selector.name().isEmpty()) {
            checkNameOnce(selector);
        } else if (!labelsOnly && !isNarrow(selector)) {
            findings.add(selector.range(), "vector selector must contain at least one non-empty matcher");
        }
    }

    private void checkNameOnce(VectorSelector selector) {
        List<LabelMatcher> matchers = selector.matchers();
        for (LabelMatcher matcher : matchers.subList(0, Math.max(0, matchers.size() - 1))) {
            if (matcher.name().equals(LabelMatcher.METRIC_NAME)) {
                findings.add(
                        selector.range(),
                        "metric name must not be set twice: " + GoQuote.quote(selector.name()) + " or "
                                + GoQuote.quote(matcher.value()));
            }
        }
    }

    private static boolean isNarrow(VectorSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            if (!matchesEmpty(matcher)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesEmpty(LabelMatcher matcher) {
        String value = matcher.value();
        return switch (matcher.op()) {
            case EQUAL -> value.isEmpty();
            case NOT_EQUAL -> !value.isEmpty();
            case REGEX -> Regex.matchesEmpty(value);
            case NOT_REGEX -> !Regex.matchesEmpty(value);
        };
    }
}
