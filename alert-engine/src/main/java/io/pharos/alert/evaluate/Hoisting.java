package io.pharos.alert.evaluate;

import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.Sign;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.ValueType;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes a threshold off a query: of {@code E op number}, E can be asked once for many rules and compared here. Only
 * for an outermost filter that compares a vector with a number literal, on either side, and without {@code bool}.
 */
public final class Hoisting {
    /** A query without its threshold, and the threshold. */
    public record Hoisted(Expr query, Comparison comparison) {}

    private Hoisting() {}

    /** Empty where the query is of another form. */
    public static Optional<Hoisted> of(Expr query) {
        if (!(unwrapped(query) instanceof BinaryExpr binary) || !binary.op().isComparison() || binary.returnBool()) {
            return Optional.empty();
        }
        OptionalDouble right = literal(binary.rhs());
        if (right.isPresent()) {
            return hoisted(binary.lhs(), binary.op(), right.getAsDouble());
        }
        OptionalDouble left = literal(binary.lhs());
        return left.isPresent() ? hoisted(binary.rhs(), mirrored(binary.op()), left.getAsDouble()) : Optional.empty();
    }

    private static Optional<Hoisted> hoisted(Expr query, BinaryOp op, double threshold) {
        return query.type() == ValueType.VECTOR
                ? Optional.of(new Hoisted(unwrapped(query), new Comparison(op, threshold)))
                : Optional.empty();
    }

    /** The number that a literal stands for, with its signs and parentheses. */
    private static OptionalDouble literal(Expr expr) {
        boolean negative = false;
        Expr at = expr;
        while (!(at instanceof NumberLiteral)) {
            if (at instanceof UnaryExpr unary) {
                negative ^= unary.sign() == Sign.MINUS;
                at = unary.expr();
            } else if (at instanceof ParenExpr paren) {
                at = paren.expr();
            } else {
                return OptionalDouble.empty();
            }
        }
        double value = ((NumberLiteral) at).value();
        return OptionalDouble.of(negative ? -value : value);
    }

    private static Expr unwrapped(Expr expr) {
        Expr at = expr;
        while (at instanceof ParenExpr paren) {
            at = paren.expr();
        }
        return at;
    }

    private static BinaryOp mirrored(BinaryOp op) {
        return switch (op) {
            case GTE -> BinaryOp.LTE;
            case GTR -> BinaryOp.LSS;
            case LTE -> BinaryOp.GTE;
            case LSS -> BinaryOp.GTR;
            case EQL, NEQ, OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUB, MUL, DIV, MOD, ATAN2, POW -> op;
        };
    }
}
