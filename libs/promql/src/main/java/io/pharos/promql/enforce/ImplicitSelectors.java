package io.pharos.promql.enforce;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.regex.Regex;

/**
 * Holds {@code info()}, the one function that selects series with no selector in the text. Its second argument takes
 * the tenant's matcher, but it also lists the labels to add and may drop what finds no partner: only where a label is
 * named and required does the matcher change neither, so only there is the call let through.
 */
final class ImplicitSelectors {
    private ImplicitSelectors() {}

    static void check(Expr node) {
        if (node instanceof Call call && call.function().name().equals("info") && !isBounded(call)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.info-unbounded",
                    "info() needs a second argument that requires a label, such as info(metric, {version=~\".+\"}): "
                            + "without one it cannot be held to your own series.");
        }
    }

    private static boolean isBounded(Call call) {
        return call.args().size() == 2
                && call.args().get(1) instanceof VectorSelector labels
                && labels.matchers().stream().anyMatch(ImplicitSelectors::requiresLabel);
    }

    private static boolean requiresLabel(LabelMatcher matcher) {
        return !matcher.name().equals(LabelMatcher.METRIC_NAME) && !matchesEmpty(matcher);
    }

    private static boolean matchesEmpty(LabelMatcher matcher) {
        return switch (matcher.op()) {
            case EQUAL -> matcher.value().isEmpty();
            case NOT_EQUAL -> !matcher.value().isEmpty();
            case REGEX -> Regex.matchesEmpty(matcher.value());
            case NOT_REGEX -> !Regex.matchesEmpty(matcher.value());
        };
    }
}
