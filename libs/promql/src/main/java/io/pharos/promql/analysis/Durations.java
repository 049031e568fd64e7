package io.pharos.promql.analysis;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.TimeSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Works out the spans of a query in a window as the engine does, to the millisecond. */
final class Durations {
    private static final double LARGEST_SECONDS = Long.MAX_VALUE / 1e9;

    private final double step;
    private final double range;

    Durations(Window window) {
        this.step = window.step().toMillis() / 1e3;
        this.range = window.length().toMillis() / 1e3;
    }

    Duration of(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed fixed -> fixed.length();
            case TimeSpan.Computed computed -> length(seconds(computed.expr()));
        };
    }

    private static Duration length(double seconds) {
        if (!(Math.abs(seconds) <= LARGEST_SECONDS)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.bad-duration",
                    "A calculated duration of this query is not a number or out of range: " + seconds + " seconds.");
        }
        return Duration.ofMillis((long) (seconds * 1000));
    }

    /** A frame is opened for an operation and closed once its operands are known; no recursion, chains are long. */
    private double seconds(DurationExpr root) {
        Deque<DurationExpr> pending = new ArrayDeque<>();
        Deque<DurationExpr.Operation> opened = new ArrayDeque<>();
        Deque<Double> values = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            switch (pending.peek()) {
                case DurationExpr.Literal literal -> {
                    pending.pop();
                    values.push(literal.seconds());
                }
                case DurationExpr.Operation operation -> {
                    if (isOpen(opened, operation)) {
                        pending.pop();
                        opened.pop();
                        values.push(apply(operation, values));
                    } else {
                        opened.push(operation);
                        push(pending, operation.rhs());
                        push(pending, operation.lhs());
                    }
                }
            }
        }
        return values.pop();
    }

    @SuppressWarnings("ReferenceEquality") // The very node that was opened; equal ones may be deep.
    private static boolean isOpen(Deque<DurationExpr.Operation> opened, DurationExpr.Operation operation) {
        return opened.peek() == operation;
    }

    private static void push(Deque<DurationExpr> pending, @Nullable DurationExpr operand) {
        if (operand != null) {
            pending.push(operand);
        }
    }

    private double apply(DurationExpr.Operation operation, Deque<Double> values) {
        double right = operation.rhs() == null ? 0 : values.pop();
        double left = operation.lhs() == null ? 0 : values.pop();
        return switch (operation.op()) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> left / right;
            case MOD -> left % right;
            case POW -> Math.pow(left, right);
            case STEP -> step;
            case RANGE -> range;
            case MIN_OF -> Math.min(left, right);
            case MAX_OF -> Math.max(left, right);
        };
    }
}
