package io.pharos.promql.explain;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.Sign;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.print.Printer;
import java.util.ArrayList;
import java.util.List;

/** Numbers the steps of a query, operands first. The depth of its recursion is bounded by the number of parts. */
final class Explainer {
    private final Phrases phrases;
    private final List<ExplainedStep> steps = new ArrayList<>();

    Explainer(Phrases phrases) {
        this.phrases = phrases;
    }

    List<ExplainedStep> explain(Expr query) {
        Operand whole = operand(query);
        if (steps.isEmpty()) {
            add(query, List.of(), phrases.literal(whole.text()));
        }
        return steps;
    }

    /** What a step calls its operand, and the step that makes it; 0 for a literal. */
    private record Operand(String text, int step) {}

    private Operand operand(Expr expr) {
        return switch (expr) {
            case NumberLiteral number -> new Operand(phrases.value(Printer.print(number)), 0);
            case StringLiteral text -> new Operand(phrases.value(Printer.print(text)), 0);
            case ParenExpr paren -> operand(paren.expr());
            case VectorSelector selector -> add(selector, List.of(), phrases.selector(selector));
            case MatrixSelector matrix -> add(matrix, List.of(), phrases.range(matrix));
            case SubqueryExpr subquery -> subquery(subquery);
            case UnaryExpr unary -> unary(unary);
            case Call call -> call(call);
            case AggregateExpr aggregate -> aggregate(aggregate);
            case BinaryExpr binary -> binary(binary);
        };
    }

    private Operand subquery(SubqueryExpr subquery) {
        Operand inner = operand(subquery.expr());
        return add(subquery, List.of(inner), phrases.subquery(subquery, inner.text()));
    }

    private Operand unary(UnaryExpr unary) {
        Operand inner = operand(unary.expr());
        return unary.sign() == Sign.PLUS ? inner : add(unary, List.of(inner), phrases.sign(inner.text()));
    }

    private Operand call(Call call) {
        List<Operand> args = call.args().stream().map(this::operand).toList();
        return add(
                call, args, phrases.call(call, args.stream().map(Operand::text).toList()));
    }

    private Operand aggregate(AggregateExpr aggregate) {
        Expr param = aggregate.param();
        Operand parameter = param == null ? new Operand("", 0) : operand(param);
        Operand inner = operand(aggregate.expr());
        return add(
                aggregate, List.of(parameter, inner), phrases.aggregation(aggregate, parameter.text(), inner.text()));
    }

    private Operand binary(BinaryExpr binary) {
        Operand left = operand(binary.lhs());
        Operand right = operand(binary.rhs());
        return add(binary, List.of(left, right), phrases.operation(binary, left.text(), right.text()));
    }

    private Operand add(Expr expr, List<Operand> operands, String sentence) {
        int number = steps.size() + 1;
        List<Integer> uses =
                operands.stream().map(Operand::step).filter(step -> step > 0).toList();
        steps.add(new ExplainedStep(number, Printer.print(expr), expr.type(), uses, sentence));
        return new Operand(phrases.step(number), number);
    }
}
