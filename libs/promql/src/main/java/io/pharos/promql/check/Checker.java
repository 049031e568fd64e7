package io.pharos.promql.check;

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
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.GoQuote;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Finds what is wrong with a well-formed query: types, arities, labels. Its walk uses no stack. */
public final class Checker {
    /** A node whose parts are being checked, in the order in which Prometheus checks them. */
    private static final class Frame {
        final Expr node;
        final List<Expr> parts;
        int done;

        Frame(Expr node) {
            this.node = node;
            this.parts = parts(node);
        }
    }

    private final Findings findings;
    private final CallChecks calls;
    private final BinaryChecks binaries;
    private final SelectorChecks selectors;

    public Checker(Findings findings) {
        this.findings = findings;
        this.calls = new CallChecks(findings);
        this.binaries = new BinaryChecks(findings);
        this.selectors = new SelectorChecks(findings);
    }

    public void check(Expr root) {
        Deque<Frame> open = new ArrayDeque<>();
        enter(open, root);
        while (!open.isEmpty()) {
            Frame frame = open.peek();
            if (frame.done < frame.parts.size()) {
                enter(open, frame.parts.get(frame.done));
                continue;
            }
            leave(frame.node);
            open.pop();
            if (!open.isEmpty()) {
                Frame parent = open.peek();
                partDone(parent.node, parent.done++, frame.node);
            }
        }
    }

    private void enter(Deque<Frame> open, Expr node) {
        if (node instanceof Call call) {
            calls.before(call);
        }
        if (node instanceof VectorSelector selector) {
            boolean labelsOnly = !open.isEmpty()
                    && open.peek().node instanceof Call call
                    && CallChecks.isLabelArgument(call, open.peek().done);
            selectors.check(selector, labelsOnly);
        }
        open.push(new Frame(node));
    }

    private static List<Expr> parts(Expr node) {
        return switch (node) {
            case AggregateExpr a -> a.param() == null ? List.of(a.expr()) : List.of(a.expr(), a.param());
            case Call c -> CallChecks.typed(c);
            case BinaryExpr _,
                    MatrixSelector _,
                    NumberLiteral _,
                    ParenExpr _,
                    StringLiteral _,
                    SubqueryExpr _,
                    UnaryExpr _,
                    VectorSelector _ -> node.children();
        };
    }

    private void partDone(Expr parent, int index, Expr part) {
        switch (parent) {
            case AggregateExpr a -> aggregatePart(a, index, part);
            case Call c -> calls.argument(c, index, part);
            case BinaryExpr _,
                    MatrixSelector _,
                    NumberLiteral _,
                    ParenExpr _,
                    StringLiteral _,
                    SubqueryExpr _,
                    UnaryExpr _,
                    VectorSelector _ -> {}
        }
    }

    private void aggregatePart(AggregateExpr aggregate, int index, Expr part) {
        ValueType param = aggregate.op().param();
        if (index == 0) {
            expect(part, ValueType.VECTOR, "aggregation expression");
        } else if (param != null) {
            expect(part, param, "aggregation parameter");
        }
    }

    private void expect(Expr part, ValueType wanted, String context) {
        if (part.type() != wanted) {
            findings.add(
                    part.range(),
                    "expected type " + wanted.documented() + " in " + context + ", got "
                            + part.type().documented());
        }
    }

    private void leave(Expr node) {
        switch (node) {
            case BinaryExpr b -> binaries.check(b);
            case UnaryExpr u -> unary(u);
            case SubqueryExpr s -> subquery(s);
            case AggregateExpr _,
                    Call _,
                    MatrixSelector _,
                    NumberLiteral _,
                    ParenExpr _,
                    StringLiteral _,
                    VectorSelector _ -> {}
        }
    }

    private void unary(UnaryExpr unary) {
        if (unary.type() != ValueType.SCALAR && unary.type() != ValueType.VECTOR) {
            findings.add(
                    unary.range(),
                    "unary expression only allowed on expressions of type scalar or instant vector, got "
                            + GoQuote.quote(unary.type().documented()));
        }
    }

    private void subquery(SubqueryExpr subquery) {
        ValueType type = subquery.expr().type();
        if (type != ValueType.VECTOR) {
            findings.add(subquery.range(), "subquery is only allowed on instant vector, got " + type.id() + " instead");
        }
    }
}
