package io.pharos.gateway.syntax;

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
 * An expression's tree in the JSON of Prometheus's {@code parse_query}. Written with a stack of its own, so that a
 * chain of ten thousand operators, which is a tree as deep, costs memory and not the thread.
 */
public final class SyntaxTree {
    private final StringBuilder json = new StringBuilder(512);
    /** What is still to be written, the next on top: finished text, or an expression. */
    private final Deque<Object> pending = new ArrayDeque<>();

    private SyntaxTree() {}

    /** The tree as JSON text. */
    public static String json(Expr expr) {
        SyntaxTree tree = new SyntaxTree();
        tree.pending.push(expr);
        while (!tree.pending.isEmpty()) {
            Object next = tree.pending.pop();
            if (next instanceof Expr node) {
                tree.open(node);
            } else {
                tree.json.append(next);
            }
        }
        return tree.json.toString();
    }

    private void open(Expr node) {
        switch (node) {
            case AggregateExpr aggregate -> aggregation(aggregate);
            case BinaryExpr binary ->
                then(Fields.binary(binary), ",\"lhs\":", binary.lhs(), ",\"rhs\":", binary.rhs(), "}");
            case Call call -> call(call);
            case MatrixSelector matrix -> then(Fields.matrix(matrix));
            case NumberLiteral number -> then(Fields.number(number.value()));
            case ParenExpr paren -> then("{\"type\":\"parenExpr\",\"expr\":", paren.expr(), "}");
            case StringLiteral string -> then(Fields.string(string.value()));
            case SubqueryExpr subquery -> then(Fields.subquery(subquery), ",\"expr\":", subquery.expr(), "}");
            case UnaryExpr unary -> then(Fields.unary(unary), ",\"expr\":", unary.expr(), "}");
            case VectorSelector selector -> then(Fields.vector(selector));
        }
    }

    private void aggregation(AggregateExpr aggregate) {
        Expr param = aggregate.param();
        then(
                Fields.aggregation(aggregate),
                ",\"param\":",
                param == null ? "null" : param,
                ",\"expr\":",
                aggregate.expr(),
                "}");
    }

    private void call(Call call) {
        pending.push("]}");
        List<Expr> arguments = call.args();
        for (int i = arguments.size() - 1; i >= 0; i--) {
            pending.push(arguments.get(i));
            pending.push(i == 0 ? "" : ",");
        }
        pending.push(Fields.call(call) + ",\"args\":[");
    }

    /** Has these parts written next, in this order. */
    private void then(Object... parts) {
        for (int i = parts.length - 1; i >= 0; i--) {
            pending.push(parts[i]);
        }
    }
}
