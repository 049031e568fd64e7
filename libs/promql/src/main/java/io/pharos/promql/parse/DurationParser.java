package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.COMMA;
import static io.pharos.promql.lex.TokenType.LEFT_PAREN;
import static io.pharos.promql.lex.TokenType.RIGHT_PAREN;

import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.DurationExpr.Literal;
import io.pharos.promql.ast.DurationExpr.Operation;
import io.pharos.promql.ast.DurationOp;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads duration expressions, by operator precedence; chains of operators use no stack. */
final class DurationParser {
    private static final int SIGN_PRECEDENCE = precedence(TokenType.MUL);

    /** An operator that waits for its right operand; a sign has no left one. */
    private record Pending(Token operator, @Nullable DurationExpr lhs) {
        int precedence() {
            return lhs == null ? SIGN_PRECEDENCE : DurationParser.precedence(operator.type());
        }
    }

    private final ParseContext context;
    private final TokenStream tokens;
    private final DurationRules rules;

    DurationParser(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
        this.rules = new DurationRules(context);
    }

    /** The duration of a range or a step. */
    DurationExpr positive() {
        DurationExpr duration = expression();
        if (duration instanceof Literal literal && literal.seconds() <= 0) {
            context.error(literal.range(), "duration must be greater than 0");
            return DurationRules.ZERO;
        }
        return duration;
    }

    /**
     * The duration of an offset. It ends as early as it can, for what follows is part of the expression around it
     * ({@code foo offset 5 + 3}); only one that starts with a parenthesis goes on over operators.
     */
    DurationExpr offset() {
        while (true) {
            switch (tokens.peek()) {
                case NUMBER, DURATION -> {
                    return rules.inRange(literal());
                }
                case STEP, RANGE -> {
                    return rules.needsSwitch(keyword());
                }
                case MAX_OF, MIN_OF -> {
                    return rules.needsSwitch(choice());
                }
                case ADD, SUB -> {
                    return signedOffset(tokens.shift());
                }
                case LEFT_PAREN -> {
                    return continued(null, parentheses());
                }
                default -> tokens.reject();
            }
        }
    }

    private DurationExpr signedOffset(Token sign) {
        while (true) {
            switch (tokens.peek()) {
                case NUMBER, DURATION -> {
                    return rules.signed(sign, literal());
                }
                case STEP, RANGE -> {
                    return rules.needsSwitch(rules.under(sign, keyword()));
                }
                case MAX_OF, MIN_OF -> {
                    return rules.needsSwitch(rules.under(sign, choice()));
                }
                case LEFT_PAREN -> {
                    tokens.shift();
                    return rules.signedParentheses(sign, inParentheses());
                }
                case ADD, SUB -> {
                    return expression(sign);
                }
                default -> tokens.reject();
            }
        }
    }

    DurationExpr expression() {
        return expression(null);
    }

    private DurationExpr expression(@Nullable Token sign) {
        Deque<Pending> open = new ArrayDeque<>(4);
        if (sign != null) {
            open.push(new Pending(sign, null));
        }
        return continued(open, signsAndOperand(open));
    }

    private DurationExpr continued(@Nullable Deque<Pending> waiting, DurationExpr first) {
        Deque<Pending> open = waiting == null ? new ArrayDeque<>(4) : waiting;
        DurationExpr operand = first;
        while (true) {
            int next = precedence(tokens.peek());
            while (!open.isEmpty() && bindsBefore(open.peek(), next)) {
                operand = reduce(open.pop(), operand);
            }
            if (next == 0) {
                return operand;
            }
            open.push(new Pending(tokens.shift(), operand));
            operand = signsAndOperand(open);
        }
    }

    private DurationExpr signsAndOperand(Deque<Pending> open) {
        while (true) {
            switch (tokens.peek()) {
                case ADD, SUB -> open.push(new Pending(tokens.shift(), null));
                case NUMBER, DURATION, STEP, RANGE, MAX_OF, MIN_OF, LEFT_PAREN -> {
                    return operand(tokens.peek());
                }
                default -> tokens.reject();
            }
        }
    }

    private boolean bindsBefore(Pending left, int next) {
        int precedence = left.precedence();
        return precedence > next || (precedence == next && next != precedence(TokenType.POW));
    }

    private DurationExpr reduce(Pending pending, DurationExpr rhs) {
        DurationExpr lhs = pending.lhs();
        return lhs == null
                ? rules.sign(pending.operator(), rhs)
                : rules.binary(
                        lhs, pending.operator(), operation(pending.operator().type()), rhs);
    }

    private DurationExpr operand(TokenType next) {
        return switch (next) {
            case STEP, RANGE -> rules.needsSwitch(keyword());
            case MAX_OF, MIN_OF -> rules.needsSwitch(choice());
            case LEFT_PAREN -> parentheses();
            default -> rules.inRange(literal());
        };
    }

    private Literal literal() {
        Token token = tokens.shift();
        boolean duration = token.is(TokenType.DURATION);
        double seconds = duration ? context.seconds(token) : context.number(token);
        return new Literal(seconds, duration, token.range());
    }

    private Operation keyword() {
        Token word = tokens.shift();
        tokens.expect(LEFT_PAREN);
        Token close = tokens.expect(RIGHT_PAREN);
        DurationOp op = word.is(TokenType.STEP) ? DurationOp.STEP : DurationOp.RANGE;
        return new Operation(op, null, null, false, word.range().to(close.range()));
    }

    private Operation choice() {
        Token word = tokens.shift();
        tokens.expect(LEFT_PAREN);
        tokens.enter();
        try {
            DurationExpr first = argument(COMMA);
            DurationExpr second = argument(RIGHT_PAREN);
            DurationOp op = word.is(TokenType.MAX_OF) ? DurationOp.MAX_OF : DurationOp.MIN_OF;
            SourceRange range = first.range().to(second.range());
            return new Operation(op, first, second, false, range);
        } finally {
            tokens.leave();
        }
    }

    private DurationExpr parentheses() {
        Token open = tokens.shift();
        DurationExpr inner = inParentheses();
        rules.needsSwitch(inner);
        return rules.wrapped(inner, open.start());
    }

    /** The rest of an expression whose opening parenthesis was taken. */
    private DurationExpr inParentheses() {
        tokens.enter();
        try {
            return argument(RIGHT_PAREN);
        } finally {
            tokens.leave();
        }
    }

    /** An expression up to and with a closing token. */
    private DurationExpr argument(TokenType close) {
        DurationExpr inner = expression();
        while (!tokens.at(close)) {
            if (precedence(tokens.peek()) > 0) {
                inner = continued(null, inner);
            } else {
                tokens.reject();
            }
        }
        tokens.shift();
        return inner;
    }

    private static int precedence(TokenType type) {
        return switch (type) {
            case ADD, SUB -> 1;
            case MUL, DIV, MOD -> 2;
            case POW -> 3;
            default -> 0;
        };
    }

    private static DurationOp operation(TokenType type) {
        return switch (type) {
            case ADD -> DurationOp.ADD;
            case SUB -> DurationOp.SUB;
            case MUL -> DurationOp.MUL;
            case DIV -> DurationOp.DIV;
            case MOD -> DurationOp.MOD;
            case POW -> DurationOp.POW;
            default -> throw new IllegalArgumentException("no operator on durations: " + type);
        };
    }
}
