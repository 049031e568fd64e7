package io.pharos.promql.parse;

import io.pharos.promql.ast.At;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.print.GoFloat;
import org.jspecify.annotations.Nullable;

/** Puts offset, {@code @} and range modes on the selectors and subqueries that take them. */
final class Modifiers {
    private final ParseContext context;

    Modifiers(ParseContext context) {
        this.context = context;
    }

    Expr offset(Expr expr, TimeSpan offset) {
        return switch (expr) {
            case VectorSelector s -> s.withOffset(once(expr, s.offset(), offset), ended(s.range()));
            case MatrixSelector m when Broken.isBroken(m) -> refused(m, "ranges only allowed for vector selectors");
            case MatrixSelector m -> {
                TimeSpan set = once(expr, m.selector().offset(), offset);
                yield new MatrixSelector(
                        m.selector().withOffset(set, m.selector().range()), m.span(), ended(m.range()));
            }
            case SubqueryExpr s -> s.withOffset(once(expr, s.offset(), offset), ended(s.range()));
            default ->
                refused(
                        expr,
                        "offset modifier must be preceded by an instant vector selector or range vector selector"
                                + " or a subquery");
        };
    }

    private TimeSpan once(Expr expr, TimeSpan before, TimeSpan offset) {
        if (before.isNone()) {
            return offset;
        }
        context.error(expr.range(), "offset may not be set multiple times");
        return before;
    }

    Expr timestamp(Expr expr, double seconds) {
        boolean fits = seconds < 0x1p63 && seconds > -0x1p63;
        if (!fits) {
            context.error(expr.range(), "timestamp out of bounds for @ modifier: " + GoFloat.sixDecimals(seconds));
        }
        return at(expr, new At.Timestamp(fits ? DurationRules.roundHalfAway(seconds * 1000) : 0));
    }

    Expr at(Expr expr, At at) {
        return switch (expr) {
            case VectorSelector s -> isSet(expr, s.at()) ? s : s.withAt(at, ended(s.range()));
            case MatrixSelector m when Broken.isBroken(m) -> refused(m, "ranges only allowed for vector selectors");
            case MatrixSelector m -> {
                VectorSelector s = m.selector();
                yield isSet(expr, s.at()) ? m : new MatrixSelector(s.withAt(at, s.range()), m.span(), ended(m.range()));
            }
            case SubqueryExpr s -> isSet(expr, s.at()) ? s : s.withAt(at, ended(s.range()));
            default ->
                refused(
                        expr,
                        "@ modifier must be preceded by an instant vector selector or range vector selector"
                                + " or a subquery");
        };
    }

    private boolean isSet(Expr expr, @Nullable At before) {
        if (before != null) {
            context.error(expr.range(), "@ <timestamp> may not be set multiple times");
        }
        return before != null;
    }

    Expr mode(Expr expr, RangeMode mode) {
        if (!context.options().extendedRangeSelectors()) {
            return refused(expr, mode.symbol() + " modifier is experimental and not enabled");
        }
        return switch (expr) {
            case VectorSelector s -> mode(s, expr, mode);
            case MatrixSelector m when Broken.isBroken(m) -> m;
            case MatrixSelector m -> new MatrixSelector(mode(m.selector(), expr, mode), m.span(), m.range());
            case SubqueryExpr s -> refused(s, mode.symbol() + " modifier is not supported for subqueries");
            default -> refused(expr, mode.symbol() + " modifier not implemented");
        };
    }

    private VectorSelector mode(VectorSelector selector, Expr expr, RangeMode mode) {
        if (selector.mode() != RangeMode.PLAIN && selector.mode() != mode) {
            context.error(expr.range(), "anchored and smoothed modifiers cannot be used together");
        }
        return selector.withMode(mode);
    }

    private Expr refused(Expr expr, String message) {
        context.error(expr.range(), message);
        return expr;
    }

    private SourceRange ended(SourceRange range) {
        return range.endingAt(context.tokens().lastClosing());
    }
}
