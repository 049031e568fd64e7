package io.pharos.promql.build;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a query apart into a start and steps, from the outermost operation inwards, or says what does not fit. */
public final class BuilderReader {
    private final List<Step> outermostFirst = new ArrayList<>();
    private final int nesting;

    private BuilderReader(int nesting) {
        this.nesting = nesting;
    }

    public static Reading read(Expr query) {
        try {
            return new Reading.Fits(new BuilderReader(0).query(query));
        } catch (Misfit misfit) {
            return misfit.reading();
        }
    }

    private BuilderQuery query(Expr expr) throws Misfit {
        if (nesting > BuilderQuery.MAX_NESTING) {
            throw new Misfit("operations stand inside each other too deeply", expr);
        }
        Expr rest = bare(expr);
        Start start = start(rest);
        while (start == null) {
            rest = bare(unwrap(rest));
            start = start(rest);
        }
        return new BuilderQuery(start, outermostFirst.reversed());
    }

    private static @Nullable Start start(Expr expr) throws Misfit {
        return switch (expr) {
            case VectorSelector selector -> metric(selector);
            case NumberLiteral number -> new Start.Constant(number(number));
            case Call call -> call.function().name().equals("time") ? new Start.Time() : null;
            case AggregateExpr _,
                    BinaryExpr _,
                    MatrixSelector _,
                    ParenExpr _,
                    StringLiteral _,
                    SubqueryExpr _,
                    UnaryExpr _ -> null;
        };
    }

    /** Takes the outermost operation off, as a step, and gives what it was applied to. */
    private Expr unwrap(Expr expr) throws Misfit {
        return switch (expr) {
            case AggregateExpr aggregate -> aggregate(aggregate);
            case BinaryExpr binary -> binary(binary);
            case Call call -> call(call);
            case MatrixSelector _, SubqueryExpr _ ->
                throw new Misfit("a range stands alone, not inside a function", expr);
            case NumberLiteral _, ParenExpr _, StringLiteral _, UnaryExpr _, VectorSelector _ ->
                throw new Misfit("there is no step for it", expr);
        };
    }

    private Expr aggregate(AggregateExpr aggregate) throws Misfit {
        Expr param = aggregate.param();
        Literal parameter = param == null ? null : literal(param);
        outermostFirst.add(new Step.Aggregate(aggregate.op(), parameter, aggregate.without(), aggregate.grouping()));
        return aggregate.expr();
    }

    private Expr binary(BinaryExpr binary) throws Misfit {
        if (bare(binary.rhs()) instanceof NumberLiteral right) {
            outermostFirst.add(new Step.WithNumber(binary.op(), number(right), false, binary.returnBool()));
            return binary.lhs();
        }
        if (bare(binary.lhs()) instanceof NumberLiteral left) {
            outermostFirst.add(new Step.WithNumber(binary.op(), number(left), true, binary.returnBool()));
            return binary.rhs();
        }
        if (binary.matching() != null && binary.matching().fills()) {
            throw new Misfit("there is no step for fill values", binary);
        }
        BuilderQuery right = new BuilderReader(nesting + 1).query(binary.rhs());
        outermostFirst.add(new Step.WithQuery(binary.op(), right, binary.matching(), binary.returnBool()));
        return binary.lhs();
    }

    private Expr call(Call call) throws Misfit {
        if (call.args().isEmpty()) {
            throw new Misfit("a function without arguments starts nothing", call);
        }
        int place = Signatures.placeOfQuery(call.function(), call.args().size() - 1);
        List<Literal> literals = new ArrayList<>();
        for (int i = 0; i < call.args().size(); i++) {
            if (i != place) {
                literals.add(literal(call.args().get(i)));
            }
        }
        return callOn(call, bare(call.args().get(place)), literals);
    }

    private Expr callOn(Call call, Expr argument, List<Literal> literals) throws Misfit {
        String name = call.function().name();
        return switch (argument) {
            case MatrixSelector matrix -> {
                outermostFirst.add(new Step.OverTime(name, literals, fixed(matrix.span(), matrix), null));
                yield matrix.selector();
            }
            case SubqueryExpr subquery -> subquery(name, literals, subquery);
            case Expr other -> {
                outermostFirst.add(new Step.Apply(name, literals));
                yield other;
            }
        };
    }

    private Expr subquery(String function, List<Literal> literals, SubqueryExpr subquery) throws Misfit {
        if (subquery.at() != null || !subquery.offset().isNone()) {
            throw new Misfit("there is no step for the time of a subquery", subquery);
        }
        Duration range = fixed(subquery.span(), subquery);
        outermostFirst.add(new Step.OverTime(function, literals, range, fixed(subquery.step(), subquery)));
        return subquery.expr();
    }

    private static Start metric(VectorSelector selector) throws Misfit {
        if (selector.at() != null || selector.mode() != RangeMode.PLAIN) {
            throw new Misfit("there is no step for a selector with a modifier other than offset", selector);
        }
        LabelMatcher name = LabelMatcher.equal(LabelMatcher.METRIC_NAME, selector.name());
        List<LabelMatcher> matchers = selector.matchers().stream()
                .filter(matcher -> selector.name().isEmpty() || !matcher.equals(name))
                .toList();
        return new Start.Metric(selector.name(), matchers, fixed(selector.offset(), selector));
    }

    private static Literal literal(Expr expr) throws Misfit {
        return switch (bare(expr)) {
            case NumberLiteral number -> number(number);
            case StringLiteral text -> new Literal.Text(text.value());
            case Expr other -> throw new Misfit("an argument beside the query is not written out", other);
        };
    }

    private static Literal.Number number(NumberLiteral number) {
        return new Literal.Number(number.value(), number.duration());
    }

    private static Duration fixed(TimeSpan span, Expr where) throws Misfit {
        return switch (span) {
            case TimeSpan.Fixed fixed -> fixed.length();
            case TimeSpan.Computed _ -> throw new Misfit("a duration is calculated", where);
        };
    }

    private static Expr bare(Expr expr) {
        Expr inner = expr;
        while (inner instanceof ParenExpr paren) {
            inner = paren.expr();
        }
        return inner;
    }

    /** Ends the reading; carries no stack trace, it is an answer. */
    private static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Reading.DoesNotFit reading;

        Misfit(String reason, Expr where) {
            super(reason, null, false, false);
            this.reading = new Reading.DoesNotFit(reason, where.range());
        }

        Reading.DoesNotFit reading() {
            return reading;
        }
    }
}
