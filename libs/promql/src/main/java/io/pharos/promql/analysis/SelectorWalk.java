package io.pharos.promql.analysis;

import io.pharos.promql.ast.At;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what each selector reads, with the subqueries around it, by the rules of Prometheus's engine. */
final class SelectorWalk {
    private final Window window;
    private final Duration subqueryStep;
    private final Durations durations;
    private final List<SelectorUse> found = new ArrayList<>();
    private final Deque<Place> pending = new ArrayDeque<>();

    /** A node still to be visited, and what it stands in. */
    private record Place(Expr node, Surroundings around) {}

    SelectorWalk(Window window, Duration subqueryStep) {
        this.window = window;
        this.subqueryStep = subqueryStep;
        this.durations = new Durations(window);
    }

    /** In written order. */
    List<SelectorUse> uses(Expr query) {
        pending.push(new Place(query, Surroundings.of(window)));
        while (!pending.isEmpty()) {
            Place place = pending.pop();
            switch (place.node()) {
                case VectorSelector selector -> found.add(use(selector, Duration.ZERO, place.around()));
                case MatrixSelector matrix ->
                    found.add(use(matrix.selector(), durations.of(matrix.span()), place.around()));
                case SubqueryExpr subquery ->
                    pending.push(new Place(subquery.expr(), within(subquery, place.around())));
                case Expr other -> pushAll(other, place.around());
            }
        }
        return found;
    }

    private void pushAll(Expr node, Surroundings around) {
        List<Expr> children = node.children();
        for (int i = children.size() - 1; i >= 0; i--) {
            pending.push(new Place(children.get(i), around));
        }
    }

    private Surroundings within(SubqueryExpr subquery, Surroundings around) {
        Duration range = durations.of(subquery.span());
        Duration offset = durations.of(subquery.offset());
        Instant fixed = time(subquery.at());
        return fixed == null
                ? around.inside(offset, range, steps(subquery, range))
                : around.fixedAt(fixed, offset, range, steps(subquery, range));
    }

    private long steps(SubqueryExpr subquery, Duration range) {
        Duration written = durations.of(subquery.step());
        Duration step = written.isPositive() ? written : subqueryStep;
        return Math.max(1, range.dividedBy(step));
    }

    private SelectorUse use(VectorSelector selector, Duration range, Surroundings around) {
        Duration offset = durations.of(selector.offset());
        DataSpan base = base(selector, around);
        Instant oldest = base.oldest().minus(offset).minus(reachBack(selector.mode(), range));
        Instant newest = base.newest().minus(offset).plus(reachAhead(selector.mode()));
        long evaluations = selector.at() == null ? around.evaluations() : 1;
        return new SelectorUse(selector, new DataSpan(oldest, newest), evaluations, range);
    }

    /** The times at which the selector is evaluated. */
    private DataSpan base(VectorSelector selector, Surroundings around) {
        Instant own = time(selector.at());
        if (own != null) {
            return new DataSpan(own, own);
        }
        Instant first = around.fixed() == null ? window.start() : around.fixed();
        Instant last = around.fixed() == null ? window.end() : around.fixed();
        return new DataSpan(first.minus(around.offset()).minus(positive(around.range())), last.minus(around.offset()));
    }

    private Duration reachBack(RangeMode mode, Duration range) {
        if (range.isZero()) {
            return window.lookback();
        }
        return mode == RangeMode.PLAIN ? positive(range) : positive(range).plus(window.lookback());
    }

    private Duration reachAhead(RangeMode mode) {
        return mode == RangeMode.SMOOTHED ? window.lookback() : Duration.ZERO;
    }

    private @Nullable Instant time(@Nullable At at) {
        return switch (at) {
            case null -> null;
            case At.Timestamp timestamp -> Instant.ofEpochMilli(timestamp.millis());
            case At.Bound bound -> bound == At.Bound.START ? window.start() : window.end();
        };
    }

    private static Duration positive(Duration range) {
        return range.isNegative() ? Duration.ZERO : range;
    }
}
