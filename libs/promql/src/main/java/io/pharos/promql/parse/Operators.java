package io.pharos.promql.parse;

import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.lex.TokenType;
import org.jspecify.annotations.Nullable;

/** Which operators the tokens stand for. */
final class Operators {
    private Operators() {}

    static @Nullable BinaryOp binary(TokenType type) {
        return switch (type) {
            case LOR -> BinaryOp.OR;
            case LAND -> BinaryOp.AND;
            case LUNLESS -> BinaryOp.UNLESS;
            case EQLC -> BinaryOp.EQL;
            case NEQ -> BinaryOp.NEQ;
            case GTE -> BinaryOp.GTE;
            case GTR -> BinaryOp.GTR;
            case LTE -> BinaryOp.LTE;
            case LSS -> BinaryOp.LSS;
            case TRIM_UPPER -> BinaryOp.TRIM_UPPER;
            case TRIM_LOWER -> BinaryOp.TRIM_LOWER;
            case ADD -> BinaryOp.ADD;
            case SUB -> BinaryOp.SUB;
            case MUL -> BinaryOp.MUL;
            case DIV -> BinaryOp.DIV;
            case MOD -> BinaryOp.MOD;
            case ATAN2 -> BinaryOp.ATAN2;
            case POW -> BinaryOp.POW;
            default -> null;
        };
    }

    static AggregateOp aggregation(TokenType type) {
        return AggregateOp.valueOf(type.name());
    }

    /** Whether the token follows a complete expression and changes it: a range, an offset and the like. */
    static boolean isSuffix(TokenType type) {
        return switch (type) {
            case LEFT_BRACKET, OFFSET, AT, ANCHORED, SMOOTHED -> true;
            default -> false;
        };
    }

    /** Whether an expression can start with the token. */
    static boolean startsExpression(TokenType type) {
        return switch (type) {
            case ADD, SUB, NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE -> true;
            default -> Selectors.isMetricName(type);
        };
    }
}
