package io.pharos.promql.print;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lays an expression out over several lines, as Prometheus does: what is longer than a line is split, two spaces a
 * level. Its walk uses no stack. A text that indentation would blow up beyond {@value #MAX_LENGTH} characters (chains
 * of thousands of operators) stays on one line.
 */
public final class Prettifier {
    /** Bytes that fit on a line. */
    public static final int LINE = 100;

    static final int MAX_LENGTH = 1 << 20;

    private static final class Frame {
        final Expr node;
        final int level;
        final List<Expr> children;
        int done;

        Frame(Expr node, int level, List<Expr> children) {
            this.node = node;
            this.level = level;
            this.children = children;
        }
    }

    private final int line;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder canonical = new StringBuilder();
    private final Spans.Recorded spans = new Spans.Recorded(canonical);
    private final Deque<Frame> open = new ArrayDeque<>();
    private boolean atSign;

    private Prettifier(int line) {
        this.line = line;
    }

    /** The text with lines of up to {@link #LINE} bytes. */
    public static String prettify(Expr expr) {
        return prettify(expr, LINE);
    }

    /** The text with lines of up to this many bytes. */
    public static String prettify(Expr expr, int line) {
        return new Prettifier(line).run(expr);
    }

    private String run(Expr root) {
        Printer.print(root, canonical, spans);
        enter(root, 0);
        while (!open.isEmpty()) {
            if (out.length() > MAX_LENGTH) {
                return canonical.toString();
            }
            Frame frame = open.peek();
            if (frame.done < frame.children.size()) {
                if (frame.done > 0) {
                    between(frame);
                }
                enter(frame.children.get(frame.done++), childLevel(frame));
            } else {
                behind(frame);
                open.pop();
            }
        }
        return out.toString();
    }

    private static int childLevel(Frame frame) {
        return frame.node instanceof UnaryExpr || frame.node instanceof SubqueryExpr ? frame.level : frame.level + 1;
    }

    private void enter(Expr node, int level) {
        if (isSplit(node)) {
            before(node, level);
            open.push(new Frame(node, level, node.children()));
            return;
        }
        if (!(node instanceof SubqueryExpr)) {
            indent(level);
        }
        spans.append(out, node);
        atSign = false;
    }

    private boolean isSplit(Expr node) {
        return switch (node) {
            case UnaryExpr _ -> true;
            case MatrixSelector _, NumberLiteral _, StringLiteral _, VectorSelector _ -> false;
            case AggregateExpr _, BinaryExpr _, Call _, ParenExpr _, SubqueryExpr _ -> spans.isLonger(node, line);
        };
    }

    private void before(Expr node, int level) {
        switch (node) {
            case AggregateExpr a -> {
                indent(level);
                Fragments.aggregation(out, a);
                out.append("(\n");
            }
            case Call c -> {
                indent(level);
                out.append(c.function().name()).append("(\n");
            }
            case ParenExpr _ -> {
                indent(level);
                out.append("(\n");
            }
            case UnaryExpr u -> {
                indent(level);
                out.append(u.sign().symbol());
                atSign = true;
            }
            case BinaryExpr _,
                    MatrixSelector _,
                    NumberLiteral _,
                    StringLiteral _,
                    SubqueryExpr _,
                    VectorSelector _ -> {}
        }
    }

    private void between(Frame frame) {
        if (frame.node instanceof BinaryExpr b) {
            out.append('\n');
            indent(frame.level);
            Fragments.operator(out, b);
            out.append('\n');
        } else {
            out.append(",\n");
        }
    }

    private void behind(Frame frame) {
        switch (frame.node) {
            case AggregateExpr _, Call _, ParenExpr _ -> {
                out.append('\n');
                indent(frame.level);
                out.append(')');
            }
            case SubqueryExpr s -> Fragments.subquery(out, s);
            case BinaryExpr _, MatrixSelector _, NumberLiteral _, StringLiteral _, UnaryExpr _, VectorSelector _ -> {}
        }
    }

    /** Nothing right behind a sign, which has the indentation before it. */
    private void indent(int level) {
        if (!atSign) {
            out.repeat("  ", level);
        }
        atSign = false;
    }
}
