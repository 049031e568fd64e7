package io.pharos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series that match, at one time. {@code name} is the metric name written before the braces, or empty; a parsed
 * selector with such a name also has it as its last matcher, on {@code __name__}.
 */
public record VectorSelector(
        String name,
        List<LabelMatcher> matchers,
        TimeSpan offset,
        @Nullable At at,
        RangeMode mode,
        SourceRange range) implements Expr {

    public VectorSelector {
        matchers = List.copyOf(matchers);
    }

    /** The selector of these matchers and nothing more. */
    public static VectorSelector of(String name, List<LabelMatcher> matchers) {
        return new VectorSelector(name, matchers, TimeSpan.NONE, null, RangeMode.PLAIN, SourceRange.NONE);
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public Expr withChildren(List<Expr> children) {
        return Children.none(children, this);
    }

    public VectorSelector withMatchers(List<LabelMatcher> other) {
        return new VectorSelector(name, other, offset, at, mode, range);
    }

    public VectorSelector withOffset(TimeSpan other, SourceRange where) {
        return new VectorSelector(name, matchers, other, at, mode, where);
    }

    public VectorSelector withAt(@Nullable At other, SourceRange where) {
        return new VectorSelector(name, matchers, offset, other, mode, where);
    }

    public VectorSelector withMode(RangeMode other) {
        return new VectorSelector(name, matchers, offset, at, other, range);
    }
}
