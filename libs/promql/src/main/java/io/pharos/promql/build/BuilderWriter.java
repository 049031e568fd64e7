package io.pharos.promql.build;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.check.Functions;
import io.pharos.promql.print.Printer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the tree of a builder's query, step around step; the result is parsed again, which checks it in full. */
final class BuilderWriter {
    private BuilderWriter() {}

    static Expr write(BuilderQuery query) {
        Expr made = expr(query, 0);
        try {
            return PromqlParser.parse(Printer.print(made), ParserOptions.everything());
        } catch (PromqlException e) {
            throw refused("The steps make no valid query: " + e.getMessage());
        }
    }

    private static Expr expr(BuilderQuery query, int nesting) {
        if (nesting > BuilderQuery.MAX_NESTING) {
            throw refused("Queries stand inside each other more than " + BuilderQuery.MAX_NESTING + " deep.");
        }
        Expr current = start(query.start());
        for (Step step : query.steps()) {
            current = apply(step, current, nesting);
        }
        return current;
    }

    private static Expr start(Start start) {
        return switch (start) {
            case Start.Metric metric -> selector(metric);
            case Start.Time _ -> new Call(function("time"), List.of(), SourceRange.NONE);
            case Start.Constant constant -> literal(constant.value());
        };
    }

    private static VectorSelector selector(Start.Metric metric) {
        List<LabelMatcher> matchers = new ArrayList<>(metric.matchers());
        if (!metric.name().isEmpty()) {
            matchers.add(LabelMatcher.equal(LabelMatcher.METRIC_NAME, metric.name()));
        }
        return VectorSelector.of(metric.name(), matchers)
                .withOffset(new TimeSpan.Fixed(metric.offset()), SourceRange.NONE);
    }

    private static Expr apply(Step step, Expr current, int nesting) {
        return switch (step) {
            case Step.OverTime over -> call(over.function(), over.arguments(), range(over, current));
            case Step.Apply apply -> call(apply.function(), apply.arguments(), current);
            case Step.Aggregate aggregate -> aggregate(aggregate, current);
            case Step.WithNumber with -> withNumber(with, current);
            case Step.WithQuery with -> withQuery(with, current, nesting);
        };
    }

    private static Expr range(Step.OverTime over, Expr current) {
        TimeSpan range = new TimeSpan.Fixed(over.range());
        if (current instanceof VectorSelector selector && over.resolution() == null) {
            return new MatrixSelector(selector, range, SourceRange.NONE);
        }
        Duration resolution = over.resolution() == null ? Duration.ZERO : over.resolution();
        return new SubqueryExpr(
                operand(current), range, new TimeSpan.Fixed(resolution), TimeSpan.NONE, null, SourceRange.NONE);
    }

    private static Expr call(String name, List<Literal> literals, Expr current) {
        Function function = function(name);
        int place = Signatures.placeOfQuery(function, literals.size());
        List<Expr> args = new ArrayList<>(literals.size() + 1);
        literals.forEach(each -> args.add(literal(each)));
        args.add(place, current);
        return new Call(function, args, SourceRange.NONE);
    }

    private static Expr aggregate(Step.Aggregate step, Expr current) {
        if (step.op().takesParam() != (step.parameter() != null)) {
            throw refused(step.op().symbol() + (step.op().takesParam() ? " needs a" : " takes no") + " parameter.");
        }
        Expr parameter = step.parameter() == null ? null : literal(step.parameter());
        return new AggregateExpr(step.op(), parameter, current, step.labels(), step.without(), SourceRange.NONE);
    }

    private static Expr withNumber(Step.WithNumber step, Expr current) {
        Expr number = literal(step.number());
        return step.first()
                ? new BinaryExpr(step.op(), operand(number), operand(current), null, step.bool(), SourceRange.NONE)
                : new BinaryExpr(step.op(), operand(current), number, null, step.bool(), SourceRange.NONE);
    }

    private static Expr withQuery(Step.WithQuery step, Expr current, int nesting) {
        Expr left = operand(current);
        Expr right = operand(expr(step.right(), nesting + 1));
        return step.matching() == null && !step.bool()
                ? BinaryExpr.of(step.op(), left, right)
                : new BinaryExpr(step.op(), left, right, step.matching(), step.bool(), SourceRange.NONE);
    }

    /** Parentheses around what would otherwise mix with the operator beside it. */
    private static Expr operand(Expr expr) {
        boolean loose = expr instanceof BinaryExpr || expr instanceof UnaryExpr || isSigned(expr);
        return loose ? new ParenExpr(expr, SourceRange.NONE) : expr;
    }

    private static boolean isSigned(Expr expr) {
        return expr instanceof NumberLiteral number && Math.copySign(1, number.value()) < 0;
    }

    private static Expr literal(Literal literal) {
        return switch (literal) {
            case Literal.Number number -> new NumberLiteral(number.value(), number.duration(), SourceRange.NONE);
            case Literal.Text text -> new StringLiteral(text.value(), SourceRange.NONE);
        };
    }

    private static Function function(String name) {
        return Functions.find(name).orElseThrow(() -> refused("There is no function " + name + "."));
    }

    static Problem refused(String detail) {
        return Problem.of(Kind.MALFORMED, "query.malformed-builder", detail);
    }
}
