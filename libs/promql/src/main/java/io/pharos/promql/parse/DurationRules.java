package io.pharos.promql.parse;

import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.DurationExpr.Literal;
import io.pharos.promql.ast.DurationExpr.Operation;
import io.pharos.promql.ast.DurationOp;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.time.Duration;

/** Builds duration expressions and notes what is wrong with them. */
final class DurationRules {
    /** What stands for a duration that was refused. */
    static final Literal ZERO = new Literal(0, false, SourceRange.NONE);

    private static final double LIMIT = 0x1p63 / 1e9;

    private final ParseContext context;

    DurationRules(ParseContext context) {
        this.context = context;
    }

    /** A fixed length where the expression is one, to the nanosecond. */
    static TimeSpan span(DurationExpr duration) {
        return switch (duration) {
            case Literal literal -> new TimeSpan.Fixed(Duration.ofNanos(roundHalfAway(literal.seconds() * 1e9)));
            case Operation operation -> new TimeSpan.Computed(operation);
        };
    }

    static long roundHalfAway(double value) {
        double whole = Math.rint(value);
        if (Math.abs(value - whole) == 0.5) {
            return (long) (value + Math.copySign(0.5, value));
        }
        return (long) whole;
    }

    Literal inRange(Literal literal) {
        return inRange(literal, literal.range());
    }

    private Literal inRange(Literal literal, SourceRange where) {
        if (literal.seconds() > LIMIT || literal.seconds() < -LIMIT) {
            context.error(where, "duration out of range");
            return ZERO;
        }
        return literal;
    }

    <T extends DurationExpr> T needsSwitch(T duration) {
        if (!context.options().durationExpressions()) {
            context.error(duration.range(), "experimental duration expression is not enabled");
        }
        return duration;
    }

    /** A literal with a sign before it, which becomes part of it. */
    Literal signed(Token sign, Literal literal) {
        double seconds = sign.is(TokenType.SUB) ? literal.seconds() * -1 : literal.seconds();
        SourceRange range = sign.range().to(literal.range());
        return inRange(new Literal(seconds, literal.duration(), range), sign.range());
    }

    /** A sign, kept even where it is a plus. */
    Operation under(Token sign, DurationExpr operand) {
        DurationOp op = sign.is(TokenType.SUB) ? DurationOp.SUB : DurationOp.ADD;
        return new Operation(op, null, operand, false, sign.range().to(operand.range()));
    }

    /** A sign before an operand of a calculation; a plus is dropped. */
    DurationExpr sign(Token sign, DurationExpr operand) {
        return switch (operand) {
            case Literal literal -> signed(sign, literal);
            case Operation operation -> sign.is(TokenType.SUB) ? under(sign, operation) : operation;
        };
    }

    DurationExpr signedParentheses(Token sign, DurationExpr inner) {
        return sign(sign, wrapped(inner, inner.range().start()));
    }

    /** Parentheses around an expression; around a literal they are kept as a sign without effect. */
    Operation wrapped(DurationExpr inner, int start) {
        return switch (inner) {
            case Operation operation -> operation.inParentheses();
            case Literal literal ->
                new Operation(
                        DurationOp.ADD,
                        null,
                        literal,
                        true,
                        new SourceRange(start, literal.range().end()));
        };
    }

    DurationExpr binary(DurationExpr lhs, Token operator, DurationOp op, DurationExpr rhs) {
        needsSwitch(lhs);
        if (rhs instanceof Literal literal && literal.seconds() == 0) {
            if (op == DurationOp.DIV || op == DurationOp.MOD) {
                context.error(operator.range(), op == DurationOp.DIV ? "division by zero" : "modulo by zero");
                return ZERO;
            }
        }
        return new Operation(op, lhs, rhs, false, lhs.range().to(rhs.range()));
    }
}
