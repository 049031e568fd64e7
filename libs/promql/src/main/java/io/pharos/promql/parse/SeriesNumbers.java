package io.pharos.promql.parse;

import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;

/** Reads the numbers in a series description. */
final class SeriesNumbers {
    private final ParseContext context;
    private final TokenStream tokens;

    SeriesNumbers(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
    }

    boolean startsNumber() {
        return switch (tokens.peek()) {
            case NUMBER, DURATION, ADD, SUB -> true;
            default -> false;
        };
    }

    /** A number, with or without a sign. */
    double number() {
        while (!startsNumber()) {
            tokens.reject();
        }
        if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
            return tokens.shift().is(TokenType.SUB) ? -unsigned() : unsigned();
        }
        return unsigned();
    }

    /** A number that has no sign. */
    double unsigned() {
        while (!tokens.at(TokenType.NUMBER) && !tokens.at(TokenType.DURATION)) {
            tokens.reject();
        }
        Token literal = tokens.shift();
        return literal.is(TokenType.DURATION) ? context.seconds(literal) : context.number(literal);
    }

    /** A whole number, with or without a minus. */
    long integer() {
        while (!tokens.at(TokenType.NUMBER) && !tokens.at(TokenType.SUB)) {
            tokens.reject();
        }
        if (tokens.at(TokenType.SUB)) {
            tokens.shift();
            return -count();
        }
        return count();
    }

    /** A whole number that has no sign. */
    long count() {
        Token literal = tokens.expect(TokenType.NUMBER);
        try {
            return GoNumber.parseUnsigned(context.text(literal));
        } catch (GoNumber.Invalid e) {
            context.error(literal.range(), "invalid repetition in series values: " + e.getMessage());
            return 0;
        }
    }
}
