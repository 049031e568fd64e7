package io.pharos.promql.print;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
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

/** Writes the canonical text of an expression, on one line: what Prometheus prints. Its walk uses no stack. */
public final class Printer {
    private static final class Frame {
        final Expr node;
        final List<Expr> children;
        int done;

        Frame(Expr node, List<Expr> children) {
            this.node = node;
            this.children = children;
        }
    }

    private final StringBuilder out;
    private final Spans spans;
    private final Deque<Frame> open = new ArrayDeque<>();

    private Printer(StringBuilder out, Spans spans) {
        this.out = out;
        this.spans = spans;
    }

    /** The text; parsing it gives the same tree, if the tree was parsed. */
    public static String print(Expr expr) {
        StringBuilder out = new StringBuilder(256);
        print(expr, out, Spans.IGNORED);
        return out.toString();
    }

    /** One matcher: {@code job=~"a.*"}. */
    public static String print(LabelMatcher matcher) {
        StringBuilder out = new StringBuilder();
        Fragments.matcher(out, matcher);
        return out.toString();
    }

    /** Also tells where in the text each node stands. */
    static void print(Expr root, StringBuilder out, Spans spans) {
        new Printer(out, spans).run(root);
    }

    private void run(Expr root) {
        enter(root);
        while (!open.isEmpty()) {
            Frame frame = open.peek();
            if (frame.done < frame.children.size()) {
                if (frame.done > 0) {
                    between(frame.node);
                }
                enter(frame.children.get(frame.done++));
            } else {
                behind(frame.node);
                spans.ends(frame.node, out.length());
                open.pop();
            }
        }
    }

    private void enter(Expr node) {
        spans.starts(node, out.length());
        before(node);
        // A range prints its selector's parts in another order, so that is no child here.
        List<Expr> children = node instanceof MatrixSelector ? List.of() : node.children();
        open.push(new Frame(node, children));
    }

    private void before(Expr node) {
        switch (node) {
            case AggregateExpr a -> {
                Fragments.aggregation(out, a);
                out.append('(');
            }
            case BinaryExpr _, SubqueryExpr _ -> {}
            case Call c -> out.append(c.function().name()).append('(');
            case MatrixSelector m -> Fragments.matrix(out, m);
            case NumberLiteral n -> Fragments.number(out, n);
            case ParenExpr _ -> out.append('(');
            case StringLiteral s -> Fragments.string(out, s);
            case UnaryExpr u -> out.append(u.sign().symbol());
            case VectorSelector v -> Fragments.vector(out, v);
        }
    }

    private void between(Expr node) {
        if (node instanceof BinaryExpr b) {
            out.append(' ');
            Fragments.operator(out, b);
            out.append(' ');
        } else {
            out.append(", ");
        }
    }

    private void behind(Expr node) {
        switch (node) {
            case AggregateExpr _, Call _, ParenExpr _ -> out.append(')');
            case SubqueryExpr s -> Fragments.subquery(out, s);
            case BinaryExpr _, MatrixSelector _, NumberLiteral _, StringLiteral _, UnaryExpr _, VectorSelector _ -> {}
        }
    }
}
