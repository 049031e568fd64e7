package io.pharos.promql.enforce;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/** Gives a selector each matcher of the bounds exactly once, and meets the client's own matchers on those labels. */
final class SelectorFence {
    private final List<LabelMatcher> required;
    private final ForeignMatchers policy;

    SelectorFence(Bounds bounds) {
        this.required = bounds.matchers();
        this.policy = bounds.foreign();
    }

    VectorSelector enclose(VectorSelector selector) {
        return enclose(selector, false);
    }

    /** With {@code untold}, what the client did not write itself takes a form that no function copies into labels. */
    VectorSelector enclose(VectorSelector selector, boolean untold) {
        List<LabelMatcher> kept = new ArrayList<>(selector.matchers().size() + required.size());
        for (LabelMatcher matcher : selector.matchers()) {
            if (!isHeld(matcher)) {
                kept.add(matcher);
            }
        }
        // The name, where there is one, stays the last matcher, as in a selector that was parsed.
        int end = endsWithName(selector) ? kept.size() - 1 : kept.size();
        List<LabelMatcher> bounds = untold ? untold(selector) : required;
        kept.addAll(end, bounds);
        return selector.withMatchers(kept);
    }

    private List<LabelMatcher> untold(VectorSelector selector) {
        return required.stream()
                .map(wanted -> selector.matchers().contains(wanted) ? wanted : asRegex(wanted))
                .toList();
    }

    /** Tenants and environments are of letters, digits and dashes: such a value matches itself and nothing else. */
    private static LabelMatcher asRegex(LabelMatcher wanted) {
        return new LabelMatcher(LabelMatcher.Op.REGEX, wanted.name(), wanted.value());
    }

    /** Whether each required matcher is there, in either form, and no other one on its label. */
    boolean encloses(VectorSelector selector) {
        for (LabelMatcher wanted : required) {
            List<LabelMatcher> onLabel = selector.matchers().stream()
                    .filter(matcher -> matcher.name().equals(wanted.name()))
                    .toList();
            if (!onLabel.equals(List.of(wanted)) && !onLabel.equals(List.of(asRegex(wanted)))) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeld(LabelMatcher matcher) {
        for (LabelMatcher wanted : required) {
            if (wanted.name().equals(matcher.name())) {
                if (policy == ForeignMatchers.REFUSE && !wanted.equals(matcher)) {
                    throw foreign(wanted);
                }
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithName(VectorSelector selector) {
        return !selector.name().isEmpty()
                && !selector.matchers().isEmpty()
                && selector.matchers().getLast().equals(LabelMatcher.equal(LabelMatcher.METRIC_NAME, selector.name()));
    }

    private static Problem foreign(LabelMatcher wanted) {
        String code = switch (wanted.name()) {
            case TenantId.LABEL -> "query.foreign-tenant";
            case Environment.LABEL -> "query.foreign-environment";
            default -> throw new IllegalStateException("no bound on " + wanted.name());
        };
        return Problem.of(
                Kind.FORBIDDEN,
                code,
                "The only matcher on " + wanted.name() + " that is allowed here is " + wanted.name() + "=\""
                        + wanted.value() + "\", and it is added by itself: leave it out.");
    }
}
