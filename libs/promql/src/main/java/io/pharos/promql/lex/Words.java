package io.pharos.promql.lex;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts identifiers and keywords; keywords are the same in capitals. */
final class Words {
    private static final Map<String, TokenType> KEYWORDS = keywords();

    private final Cursor cursor;
    private final Nesting nesting;

    Words(Cursor cursor, Nesting nesting) {
        this.cursor = cursor;
        this.nesting = nesting;
    }

    /** The keyword's type, or {@code NUMBER} for Inf and NaN, or null. */
    static @Nullable TokenType keyword(String word) {
        return KEYWORDS.get(word.toLowerCase(Locale.ROOT));
    }

    /** A label's name inside braces, where there are no keywords. */
    LexState labelName() {
        while (Chars.isAlphaNumeric(cursor.peek())) {
            cursor.next();
        }
        cursor.emit(TokenType.IDENTIFIER);
        return LexState.STATEMENTS;
    }

    LexState word() {
        boolean colon = false;
        for (int c = cursor.peek(); Chars.isAlphaNumeric(c) || c == ':'; c = cursor.peek()) {
            colon |= c == ':';
            cursor.next();
        }
        cursor.emit(type(cursor.pending(), colon));
        return nesting.series && cursor.peek() != '{' ? LexState.SERIES_VALUES : LexState.STATEMENTS;
    }

    /** Reads on while there are letters; emits {@code step}, {@code range} and the like, or says that it is none. */
    boolean durationKeyword() {
        while (Chars.isAlpha(cursor.peek())) {
            cursor.next();
        }
        TokenType type = keyword(cursor.pending());
        if (type == TokenType.STEP || type == TokenType.RANGE || type == TokenType.MAX_OF || type == TokenType.MIN_OF) {
            cursor.emit(type);
            return true;
        }
        return false;
    }

    static boolean startsDurationKeyword(int c) {
        return c > 0 && "srmSRM".indexOf(c) >= 0;
    }

    private TokenType type(String word, boolean colon) {
        TokenType keyword = keyword(word);
        if (keyword == null) {
            return colon ? TokenType.METRIC_IDENTIFIER : TokenType.IDENTIFIER;
        }
        boolean fill = keyword == TokenType.FILL || keyword == TokenType.FILL_LEFT || keyword == TokenType.FILL_RIGHT;
        // These came late to the language: they are names still, unless they are written like a call.
        return fill && cursor.firstBehindSpaces() != '(' ? TokenType.IDENTIFIER : keyword;
    }

    private static Map<String, TokenType> keywords() {
        Map<String, TokenType> words = new HashMap<>();
        for (TokenType type : TokenType.values()) {
            if (type.isWord()) {
                words.put(type.text(), type);
            }
        }
        words.put("inf", TokenType.NUMBER);
        words.put("nan", TokenType.NUMBER);
        return Map.copyOf(words);
    }
}
