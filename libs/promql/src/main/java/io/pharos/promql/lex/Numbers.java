package io.pharos.promql.lex;

/** Cuts numbers and durations; whether one makes sense is the parser's question. */
final class Numbers {
    private static final String DECIMAL = "0123456789";
    private static final String HEXADECIMAL = "0123456789abcdefABCDEF";
    private static final String EXPONENT = "eE";
    private static final String NOT_AFTER_DOT = "_.";
    private static final String NOT_AFTER_EXPONENT = "._eE";
    private static final String NOT_AFTER_UNDERSCORE = "._eE";

    private final Cursor cursor;
    private final Nesting nesting;

    Numbers(Cursor cursor, Nesting nesting) {
        this.cursor = cursor;
        this.nesting = nesting;
    }

    LexState number() {
        if (!scan()) {
            cursor.fail("bad number syntax: " + GoQuote.quote(cursor.pending()));
            return LexState.DONE;
        }
        cursor.emit(TokenType.NUMBER);
        return LexState.STATEMENTS;
    }

    LexState numberOrDuration() {
        if (scan()) {
            cursor.emit(TokenType.NUMBER);
            return LexState.STATEMENTS;
        }
        if (acceptDuration()) {
            cursor.backup();
            cursor.emit(TokenType.DURATION);
            return LexState.STATEMENTS;
        }
        cursor.fail("bad number or duration syntax: " + GoQuote.quote(cursor.pending()));
        return LexState.DONE;
    }

    private boolean scan() {
        int first = cursor.position();
        // A hexadecimal number cannot be told from a repetition in a series description.
        boolean hexadecimal = !nesting.series && cursor.accept("0") && cursor.accept("xX");
        if (hexadecimal) {
            cursor.accept("_");
        }
        String digits = hexadecimal ? HEXADECIMAL : DECIMAL;
        cursor.accept(".");
        cursor.accept(digits);
        if (!scanRest(digits, hexadecimal) || cursor.position() == first) {
            return false;
        }
        int behind = cursor.peek();
        return (nesting.series && behind == 'x') || !Chars.isAlphaNumeric(behind);
    }

    /** Digits with dots, exponents and underscores among them; each of those may not stand beside another. */
    private boolean scanRest(String digits, boolean hexadecimal) {
        String parts = digits + "._" + EXPONENT;
        boolean dot = false;
        boolean exponent = false;
        while (cursor.is(parts)) {
            if ((dot && cursor.accept(".")) || (exponent && cursor.accept(EXPONENT))) {
                return false;
            }
            if (cursor.accept(".")) {
                dot = true;
                if (cursor.accept(NOT_AFTER_DOT) || hexadecimal) {
                    return false;
                }
            } else if (cursor.accept(EXPONENT)) {
                exponent = true;
                cursor.accept("+-");
                if (cannotFollow(NOT_AFTER_EXPONENT)) {
                    return false;
                }
            } else if (cursor.accept("_")) {
                if (cannotFollow(NOT_AFTER_UNDERSCORE)) {
                    return false;
                }
            } else {
                cursor.acceptRun(digits);
            }
        }
        return true;
    }

    private boolean cannotFollow(String refused) {
        return cursor.accept(refused) || cursor.peek() == Cursor.END;
    }

    /** The units and further numbers of a duration whose first number is read; reads one character too many. */
    private boolean acceptDuration() {
        if (!cursor.accept("smhdwy")) {
            return false;
        }
        cursor.accept("s"); // Of "ms"; units that do not exist are found when the duration is read.
        while (cursor.accept(DECIMAL)) {
            cursor.acceptRun(DECIMAL);
            if (!cursor.accept("smhdw")) {
                return false;
            }
            cursor.accept("s");
        }
        return !Chars.isAlphaNumeric(cursor.next());
    }
}
