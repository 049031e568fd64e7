package io.pharos.promql.parse;

import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.Sign;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions by operator precedence (Pratt's way, with the waiting operators on a heap stack instead of the
 * call stack): only parentheses nest calls, chains of operators and signs of any length do not.
 */
final class ExprParser {
    private static final int SIGN_PRECEDENCE = BinaryOp.MUL.precedence();
    private static final BinaryModifiers NO_MODIFIERS = new BinaryModifiers(false, null);

    /** An operator that waits for its right operand; a sign has neither left operand nor operation. */
    private record Pending(
            Token token, @Nullable Expr lhs, @Nullable BinaryOp op, BinaryModifiers modifiers, int precedence) {}

    private final ParseContext context;
    private final TokenStream tokens;
    private final Operands operands;
    private final Suffixes suffixes;
    private final Grouping grouping;

    ExprParser(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
        this.grouping = new Grouping(context);
        this.operands = new Operands(context, this, grouping);
        this.suffixes = new Suffixes(context);
    }

    Expr expression() {
        Deque<Pending> open = new ArrayDeque<>(4);
        return continued(open, operand(open));
    }

    /** Goes on after an expression that was complete until tokens behind it were skipped. */
    Expr continued(Expr expr) {
        return continued(new ArrayDeque<>(4), suffixes.read(expr));
    }

    /** Whether the next token can go on with a complete expression. */
    boolean canContinue() {
        TokenType next = tokens.peek();
        return Operators.isSuffix(next) || Operators.binary(next) != null;
    }

    private Expr continued(Deque<Pending> open, Expr first) {
        Expr operand = first;
        while (true) {
            BinaryOp op = Operators.binary(tokens.peek());
            while (!open.isEmpty() && bindsBefore(open.peek(), op)) {
                operand = reduce(open.pop(), operand);
            }
            if (op == null) {
                return operand;
            }
            Token token = tokens.shift();
            BinaryModifiers modifiers = BinaryModifiers.read(context, grouping, op);
            open.push(new Pending(token, operand, op, modifiers, op.precedence()));
            operand = operand(open);
        }
    }

    /** Signs, which wait for what follows, then an operand with its suffixes. */
    private Expr operand(Deque<Pending> open) {
        while (true) {
            switch (tokens.peek()) {
                case ADD, SUB -> open.push(new Pending(tokens.shift(), null, null, NO_MODIFIERS, SIGN_PRECEDENCE));
                default -> {
                    if (Operators.startsExpression(tokens.peek())) {
                        return suffixes.read(operands.read(tokens.peek()));
                    }
                    tokens.reject();
                }
            }
        }
    }

    private static boolean bindsBefore(Pending left, @Nullable BinaryOp next) {
        if (next == null || left.precedence() > next.precedence()) {
            return true;
        }
        return left.precedence() == next.precedence() && !next.isRightAssociative();
    }

    private Expr reduce(Pending pending, Expr rhs) {
        return pending.lhs() == null || pending.op() == null
                ? sign(pending.token(), rhs)
                : binary(pending.lhs(), pending.op(), pending.modifiers(), rhs);
    }

    private static Expr sign(Token token, Expr operand) {
        SourceRange range = token.range().to(operand.range());
        if (operand instanceof NumberLiteral number) {
            double value = token.is(TokenType.SUB) ? number.value() * -1 : number.value();
            return new NumberLiteral(value, number.duration(), range);
        }
        return new UnaryExpr(token.is(TokenType.SUB) ? Sign.MINUS : Sign.PLUS, operand, range);
    }

    private Expr binary(Expr lhs, BinaryOp op, BinaryModifiers modifiers, Expr rhs) {
        SourceRange range = lhs.range().to(rhs.range());
        VectorMatching matching = modifiers.matching(op);
        if (matching.fills() && !context.options().fillModifiers()) {
            context.error(range, "binop fill modifiers are experimental and not enabled");
        }
        boolean vectors = lhs.type() == ValueType.VECTOR && rhs.type() == ValueType.VECTOR;
        // A matching that was written without need is kept for the checker to refuse.
        boolean kept = vectors || !matching.labels().isEmpty() || matching.fills();
        return new BinaryExpr(op, lhs, rhs, kept ? matching : null, modifiers.returnBool(), range);
    }
}
