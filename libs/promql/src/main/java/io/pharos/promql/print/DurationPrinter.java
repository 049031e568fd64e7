package io.pharos.promql.print;

import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.DurationExpr.Literal;
import io.pharos.promql.ast.DurationExpr.Operation;
import io.pharos.promql.ast.DurationOp;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes duration expressions; chains of operators use no stack. */
final class DurationPrinter {
    /** What is still to be written: a text, or an expression. */
    private sealed interface Part {
        record Text(String text) implements Part {}

        record Tree(DurationExpr expr) implements Part {}
    }

    private final StringBuilder out;
    private final Deque<Part> pending = new ArrayDeque<>();

    private DurationPrinter(StringBuilder out) {
        this.out = out;
    }

    static void append(StringBuilder out, DurationExpr expr) {
        DurationPrinter printer = new DurationPrinter(out);
        printer.pending.push(new Part.Tree(expr));
        while (!printer.pending.isEmpty()) {
            switch (printer.pending.pop()) {
                case Part.Text(String text) -> out.append(text);
                case Part.Tree(Literal literal) -> appendLiteral(out, literal.seconds(), literal.duration());
                case Part.Tree(Operation operation) -> printer.operation(operation);
            }
        }
    }

    static void appendLiteral(StringBuilder out, double value, boolean duration) {
        if (!duration) {
            GoFloat.appendPlain(out, value);
            return;
        }
        if (value < 0) {
            out.append('-');
        }
        DurationText.append(out, (long) (Math.abs(value) * 1e9));
    }

    private void operation(Operation operation) {
        if (operation.wrapped()) {
            out.append('(');
            text(")");
        }
        DurationOp op = operation.op();
        switch (op) {
            case STEP, RANGE -> out.append(op.symbol()).append("()");
            case MIN_OF, MAX_OF -> {
                out.append(op.symbol()).append('(');
                text(")");
                operands(operation.lhs(), ", ", operation.rhs());
            }
            case ADD, SUB, MUL, DIV, MOD, POW -> arithmetic(operation);
        }
    }

    private void arithmetic(Operation operation) {
        if (operation.lhs() != null) {
            operands(operation.lhs(), " " + operation.op().symbol() + " ", operation.rhs());
            return;
        }
        if (operation.op() == DurationOp.SUB) {
            out.append('-');
        }
        tree(operation.rhs());
    }

    private void operands(@Nullable DurationExpr lhs, String between, @Nullable DurationExpr rhs) {
        tree(rhs);
        text(between);
        tree(lhs);
    }

    private void text(String text) {
        pending.push(new Part.Text(text));
    }

    private void tree(@Nullable DurationExpr expr) {
        if (expr != null) {
            pending.push(new Part.Tree(expr));
        }
    }
}
