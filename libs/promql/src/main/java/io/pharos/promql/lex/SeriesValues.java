package io.pharos.promql.lex;

import io.pharos.promql.lex.Nesting.Histogram;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the values of a series description, native histograms among them. */
final class SeriesValues {
    private final Cursor cursor;
    private final Nesting nesting;
    private final Numbers numbers;

    SeriesValues(Cursor cursor, Nesting nesting, Numbers numbers) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.numbers = numbers;
    }

    LexState values() {
        if (nesting.histogram != Histogram.NONE) {
            return LexState.HISTOGRAM;
        }
        int c = cursor.next();
        if (Chars.isSpace(c)) {
            cursor.emit(TokenType.SPACE);
            cursor.skipSpaces();
            return LexState.SERIES_VALUES;
        }
        if (c == '{' && cursor.peek() == '{') {
            nesting.histogram = Histogram.OPEN;
            cursor.next();
            return emit(TokenType.OPEN_HIST, LexState.HISTOGRAM);
        }
        if (Chars.isDigit(c) || (c == '.' && Chars.isDigit(cursor.peek()))) {
            cursor.backup();
            numbers.number();
            return LexState.SERIES_VALUES;
        }
        return switch (c) {
            case Cursor.END -> LexState.STATEMENTS;
            case '+' -> emit(TokenType.ADD, LexState.SERIES_VALUES);
            case '-' -> emit(TokenType.SUB, LexState.SERIES_VALUES);
            case 'x' -> emit(TokenType.TIMES, LexState.SERIES_VALUES);
            case '_' -> emit(TokenType.BLANK, LexState.SERIES_VALUES);
            default -> word(c);
        };
    }

    private LexState word(int c) {
        if (Chars.isAlpha(c)) {
            cursor.backup();
            return LexState.WORD;
        }
        return fail("unexpected character in series sequence: " + GoQuote.rune(c));
    }

    LexState histogram() {
        return switch (nesting.histogram) {
            case TIMES_FOLLOWS -> operator(TokenType.TIMES);
            case PLUS_FOLLOWS -> operator(TokenType.ADD);
            case MINUS_FOLLOWS -> operator(TokenType.SUB);
            case NONE, OPEN -> nesting.bracket ? LexState.BUCKETS : insideHistogram();
        };
    }

    private LexState operator(TokenType type) {
        nesting.histogram = Histogram.NONE;
        cursor.next();
        return emit(type, LexState.SERIES_VALUES);
    }

    private LexState insideHistogram() {
        int c = cursor.next();
        if (Chars.isSpace(c)) {
            return emit(TokenType.SPACE, LexState.SPACE);
        }
        if (Chars.isAlpha(c)) {
            cursor.backup();
            return LexState.HISTOGRAM_WORD;
        }
        if (Chars.isDigit(c)) {
            cursor.backup();
            return LexState.NUMBER;
        }
        if (c == '}' && cursor.peek() == '}') {
            cursor.next();
            cursor.emit(TokenType.CLOSE_HIST);
            return afterHistogram();
        }
        return switch (c) {
            case ':' -> emit(TokenType.COLON, LexState.HISTOGRAM);
            case '-' -> emit(TokenType.SUB, LexState.HISTOGRAM);
            case '[' -> openBuckets();
            default -> fail("histogram description incomplete unexpected: " + GoQuote.rune(c));
        };
    }

    private LexState openBuckets() {
        nesting.bracket = true;
        nesting.colonSeen = false;
        nesting.durationSeen = false;
        return emit(TokenType.LEFT_BRACKET, LexState.BUCKETS);
    }

    private LexState afterHistogram() {
        nesting.histogram = switch (cursor.peek()) {
            case 'x' -> Histogram.TIMES_FOLLOWS;
            case '+' -> Histogram.PLUS_FOLLOWS;
            case '-' -> Histogram.MINUS_FOLLOWS;
            default -> Histogram.NONE;
        };
        return LexState.SERIES_VALUES;
    }

    LexState histogramWord() {
        while (Chars.isAlpha(cursor.peek())) {
            cursor.next();
        }
        String word = cursor.pending();
        String lower = word.toLowerCase(Locale.ROOT);
        TokenType descriptor = TokenType.histogramWord(lower);
        if (descriptor != null) {
            if (cursor.peek() == ':') {
                return emit(descriptor, LexState.HISTOGRAM);
            }
            cursor.fail("missing `:` for histogram descriptor");
            return LexState.STATEMENTS;
        }
        TokenType value = value(lower);
        if (value != null) {
            return emit(value, LexState.HISTOGRAM);
        }
        cursor.fail("bad histogram descriptor found: " + GoQuote.quote(word));
        return LexState.STATEMENTS;
    }

    private static @Nullable TokenType value(String word) {
        return Words.keyword(word) == TokenType.NUMBER ? TokenType.NUMBER : TokenType.resetHint(word);
    }

    LexState buckets() {
        int c = cursor.next();
        if (Chars.isSpace(c)) {
            return emit(TokenType.SPACE, LexState.SPACE);
        }
        if (Chars.isDigit(c)) {
            cursor.backup();
            return LexState.NUMBER;
        }
        if (Chars.isAlpha(c)) {
            boolean number = Words.keyword(cursor.pending()) == TokenType.NUMBER;
            return number ? emit(TokenType.NUMBER, LexState.STATEMENTS) : LexState.BUCKETS;
        }
        return switch (c) {
            case '-' -> emit(TokenType.SUB, LexState.NUMBER);
            case ']' -> closeBuckets();
            default -> fail("invalid character in buckets description: " + GoQuote.rune(c));
        };
    }

    private LexState closeBuckets() {
        nesting.bracket = false;
        return emit(TokenType.RIGHT_BRACKET, LexState.HISTOGRAM);
    }

    private LexState emit(TokenType type, LexState next) {
        cursor.emit(type);
        return next;
    }

    private LexState fail(String message) {
        cursor.fail(message);
        return LexState.DONE;
    }
}
