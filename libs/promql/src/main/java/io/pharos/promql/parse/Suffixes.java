package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.COLON;
import static io.pharos.promql.lex.TokenType.LEFT_PAREN;
import static io.pharos.promql.lex.TokenType.RIGHT_BRACKET;
import static io.pharos.promql.lex.TokenType.RIGHT_PAREN;

import io.pharos.promql.ast.At;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;

/** Reads what follows an expression and binds tighter than any operator: ranges, subqueries, offset, {@code @}. */
final class Suffixes {
    private static final String DURATIONS = "number, duration, step(), or range()";

    private final ParseContext context;
    private final TokenStream tokens;
    private final DurationParser durations;
    private final Modifiers modifiers;

    Suffixes(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
        this.durations = new DurationParser(context);
        this.modifiers = new Modifiers(context);
    }

    /** The expression with all suffixes that follow it. */
    Expr read(Expr expr) {
        Expr result = expr;
        while (Operators.isSuffix(tokens.peek())) {
            Token suffix = tokens.shift();
            result = switch (suffix.type()) {
                case OFFSET -> offset(result);
                case AT -> at(result);
                case ANCHORED -> modifiers.mode(result, RangeMode.ANCHORED);
                case SMOOTHED -> modifiers.mode(result, RangeMode.SMOOTHED);
                default -> brackets(result, suffix);
            };
        }
        return result;
    }

    private Expr offset(Expr expr) {
        DurationExpr duration;
        try {
            duration = durations.offset();
        } catch (SyntaxError e) {
            tokens.caught("offset", DURATIONS);
            return expr;
        }
        return modifiers.offset(expr, DurationRules.span(duration));
    }

    private Expr at(Expr expr) {
        try {
            while (true) {
                switch (tokens.peek()) {
                    case START, END -> {
                        return atBound(expr, tokens.shift());
                    }
                    case ADD, SUB -> {
                        boolean negative = tokens.shift().is(TokenType.SUB);
                        double seconds = number();
                        return modifiers.timestamp(expr, negative ? -seconds : seconds);
                    }
                    case NUMBER, DURATION -> {
                        return modifiers.timestamp(expr, number());
                    }
                    default -> tokens.reject();
                }
            }
        } catch (SyntaxError e) {
            tokens.caught("@", "timestamp");
            return expr;
        }
    }

    private Expr atBound(Expr expr, Token bound) {
        tokens.expect(LEFT_PAREN);
        tokens.expect(RIGHT_PAREN);
        return modifiers.at(expr, bound.is(TokenType.START) ? At.Bound.START : At.Bound.END);
    }

    private double number() {
        while (!tokens.at(TokenType.NUMBER) && !tokens.at(TokenType.DURATION)) {
            tokens.reject();
        }
        Token literal = tokens.shift();
        return literal.is(TokenType.DURATION) ? context.seconds(literal) : context.number(literal);
    }

    private Expr brackets(Expr expr, Token open) {
        DurationExpr span;
        try {
            span = durations.positive();
        } catch (SyntaxError e) {
            tokens.caught("subquery or range selector", DURATIONS);
            return expr;
        }
        while (true) {
            switch (tokens.peek()) {
                case RIGHT_BRACKET -> {
                    return matrix(expr, open, DurationRules.span(span), tokens.shift());
                }
                case COLON -> {
                    tokens.shift();
                    return subquery(expr, DurationRules.span(span));
                }
                default -> {
                    if (tokens.recover("subquery or range", "\":\" or \"]\"")) {
                        return expr;
                    }
                }
            }
        }
    }

    private Expr matrix(Expr expr, Token open, TimeSpan span, Token close) {
        String problem = rangeProblem(expr);
        if (!problem.isEmpty()) {
            context.error(open.range().to(close.range()), problem);
        }
        return new MatrixSelector(Broken.selectorOf(expr), span, expr.range().endingAt(tokens.lastClosing()));
    }

    private static String rangeProblem(Expr expr) {
        if (!(expr instanceof VectorSelector selector)) {
            return "ranges only allowed for vector selectors";
        }
        if (!selector.offset().isNone()) {
            return "no offset modifiers allowed before range";
        }
        return selector.at() == null ? "" : "no @ modifiers allowed before range";
    }

    private Expr subquery(Expr expr, TimeSpan span) {
        if (tokens.at(RIGHT_BRACKET)) {
            return subquery(expr, span, TimeSpan.NONE, tokens.shift());
        }
        DurationExpr step;
        try {
            step = durations.positive();
        } catch (SyntaxError e) {
            tokens.caught("subquery selector", "number, duration, step(), range(), or \"]\"");
            return expr;
        }
        while (!tokens.at(RIGHT_BRACKET)) {
            if (tokens.recover("subquery selector", "\"]\"")) {
                return expr;
            }
        }
        return subquery(expr, span, DurationRules.span(step), tokens.shift());
    }

    private static Expr subquery(Expr expr, TimeSpan span, TimeSpan step, Token close) {
        return new SubqueryExpr(
                expr, span, step, TimeSpan.NONE, null, expr.range().endingAt(close.start() + 1));
    }
}
