package io.pharos.promql.lex;

/** Reads what is inside brackets: a range, or a range and a step, each possibly a calculation. */
final class Durations {
    private final Cursor cursor;
    private final Nesting nesting;
    private final Words words;

    Durations(Cursor cursor, Nesting nesting, Words words) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.words = words;
    }

    LexState read() {
        int c = cursor.next();
        if (Chars.isSpace(c)) {
            cursor.skipSpaces();
            return LexState.BRACKETS;
        }
        if (Chars.isDigit(c) || (c == '.' && Chars.isDigit(cursor.peek()))) {
            cursor.backup();
            nesting.durationSeen = true;
            return LexState.NUMBER_OR_DURATION;
        }
        if (Words.startsDurationKeyword(c) && words.durationKeyword()) {
            return LexState.BRACKETS;
        }
        return switch (c) {
            case Cursor.END -> fail("unexpected end of input in duration expression");
            case ']' -> close();
            case ':' -> colon();
            case '(' -> open();
            case ')' -> closeParen();
            case '+' -> emit(TokenType.ADD);
            case '-' -> emit(TokenType.SUB);
            case '*' -> emit(TokenType.MUL);
            case '/' -> emit(TokenType.DIV);
            case '%' -> emit(TokenType.MOD);
            case '^' -> emit(TokenType.POW);
            case ',' -> emit(TokenType.COMMA);
            default -> fail("unexpected character in duration expression: " + GoQuote.rune(c));
        };
    }

    private LexState close() {
        cursor.emit(TokenType.RIGHT_BRACKET);
        nesting.bracket = false;
        nesting.colonSeen = false;
        return LexState.STATEMENTS;
    }

    private LexState colon() {
        cursor.emit(TokenType.COLON);
        if (!nesting.durationSeen) {
            return fail("unexpected colon before duration in duration expression");
        }
        if (nesting.colonSeen) {
            return fail("unexpected repeated colon in duration expression");
        }
        nesting.colonSeen = true;
        return LexState.BRACKETS;
    }

    private LexState open() {
        nesting.parens++;
        return emit(TokenType.LEFT_PAREN);
    }

    private LexState closeParen() {
        nesting.parens--;
        emit(TokenType.RIGHT_PAREN);
        return nesting.parens < 0 ? fail("unexpected right parenthesis ')'") : LexState.BRACKETS;
    }

    private LexState emit(TokenType type) {
        cursor.emit(type);
        return LexState.BRACKETS;
    }

    private LexState fail(String message) {
        cursor.fail(message);
        return LexState.DONE;
    }
}
