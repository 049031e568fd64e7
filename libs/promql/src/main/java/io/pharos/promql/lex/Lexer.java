package io.pharos.promql.lex;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a query, or a series description, into tokens one at a time. After an error it goes on where Prometheus's does
 * (within a string), else gives the end of input for ever; comments are tokens too. Not for more than one thread.
 */
public final class Lexer {
    private final Cursor cursor;
    private final Nesting nesting;
    private final Words words;
    private final Numbers numbers;
    private final Strings strings;
    private final Durations durations;
    private final SeriesValues series;
    private LexState state = LexState.STATEMENTS;

    public Lexer(byte[] query) {
        this(query, false);
    }

    /** A series description has values after its labels; {@code series} says that this is one. */
    public Lexer(byte[] text, boolean series) {
        cursor = new Cursor(text);
        nesting = new Nesting(series);
        words = new Words(cursor, nesting);
        numbers = new Numbers(cursor, nesting);
        strings = new Strings(cursor);
        durations = new Durations(cursor, nesting, words);
        this.series = new SeriesValues(cursor, nesting, numbers);
    }

    public Token next() {
        Token token = null;
        while (token == null) {
            state = step();
            token = cursor.take();
        }
        return token;
    }

    private LexState step() {
        return switch (state) {
            case STATEMENTS -> statement();
            case BRACES -> insideBraces();
            case BRACKETS -> durations.read();
            case SPACE -> skipSpaces();
            case COMMENT -> comment();
            case WORD -> words.word();
            case LABEL_NAME -> words.labelName();
            case NUMBER -> numbers.number();
            case NUMBER_OR_DURATION -> numbers.numberOrDuration();
            case STRING -> strings.string();
            case ESCAPE -> strings.escape();
            case RAW_STRING -> strings.rawString();
            case SERIES_VALUES -> series.values();
            case HISTOGRAM -> series.histogram();
            case HISTOGRAM_WORD -> series.histogramWord();
            case BUCKETS -> series.buckets();
            case DONE -> emit(TokenType.EOF, LexState.DONE);
        };
    }

    private LexState statement() {
        if (nesting.histogram != Nesting.Histogram.NONE) {
            return LexState.HISTOGRAM;
        }
        if (nesting.brace) {
            return LexState.BRACES;
        }
        int c = cursor.next();
        if (Chars.isSpace(c)) {
            return LexState.SPACE;
        }
        if (Chars.isAlpha(c) || c == ':') {
            return nesting.bracket ? wordInBrackets(c) : startWord(LexState.WORD);
        }
        if (Chars.isDigit(c) || (c == '.' && Chars.isDigit(cursor.peek()))) {
            cursor.backup();
            return LexState.NUMBER_OR_DURATION;
        }
        TokenType single = single(c);
        return single == null ? statement(c) : emit(single, LexState.STATEMENTS);
    }

    private static @Nullable TokenType single(int c) {
        return switch (c) {
            case ',' -> TokenType.COMMA;
            case '*' -> TokenType.MUL;
            case '/' -> TokenType.DIV;
            case '%' -> TokenType.MOD;
            case '+' -> TokenType.ADD;
            case '-' -> TokenType.SUB;
            case '^' -> TokenType.POW;
            case '@' -> TokenType.AT;
            default -> null;
        };
    }

    private LexState statement(int c) {
        return switch (c) {
            case Cursor.END -> endOfInput();
            case '#' -> LexState.COMMENT;
            case '=' -> equalSign();
            case '!' -> exclamationMark();
            case '<' -> comparison(TokenType.LSS, TokenType.LTE, TokenType.TRIM_UPPER);
            case '>' -> comparison(TokenType.GTR, TokenType.GTE, TokenType.TRIM_LOWER);
            case '"', '\'', '`' -> strings.open(c);
            case '(' -> openParen();
            case ')' -> closeParen();
            case '{' -> openBrace();
            case '[' -> openBracket();
            case ']' -> closeBracket();
            default -> fail("unexpected character: " + GoQuote.rune(c));
        };
    }

    private LexState endOfInput() {
        if (nesting.parens != 0) {
            return fail("unclosed left parenthesis");
        }
        return nesting.bracket ? fail("unclosed left bracket") : emit(TokenType.EOF, LexState.DONE);
    }

    private LexState equalSign() {
        if (cursor.peek() == '~') {
            return fail("unexpected character after '=': '~'");
        }
        return emit(cursor.accept("=") ? TokenType.EQLC : TokenType.EQL, LexState.STATEMENTS);
    }

    private LexState exclamationMark() {
        int c = cursor.next();
        return c == '='
                ? emit(TokenType.NEQ, LexState.STATEMENTS)
                : fail("unexpected character after '!': " + GoQuote.rune(c));
    }

    private LexState comparison(TokenType plain, TokenType orEqual, TokenType trim) {
        if (cursor.accept("=")) {
            return emit(orEqual, LexState.STATEMENTS);
        }
        return emit(cursor.accept("/") ? trim : plain, LexState.STATEMENTS);
    }

    private LexState startWord(LexState next) {
        cursor.backup();
        return next;
    }

    /** Behind the range of a subquery only a colon and {@code step()} and its like may stand. */
    private LexState wordInBrackets(int c) {
        if (c == ':') {
            if (nesting.colonSeen) {
                return fail("unexpected colon ':'");
            }
            nesting.colonSeen = true;
            return emit(TokenType.COLON, LexState.STATEMENTS);
        }
        if (Words.startsDurationKeyword(c) && words.durationKeyword()) {
            return LexState.STATEMENTS;
        }
        return fail("unexpected character: " + GoQuote.rune(c) + ", expected ':'");
    }

    private LexState openParen() {
        nesting.parens++;
        return emit(TokenType.LEFT_PAREN, LexState.STATEMENTS);
    }

    private LexState closeParen() {
        nesting.parens--;
        emit(TokenType.RIGHT_PAREN, LexState.STATEMENTS);
        return nesting.parens < 0 ? fail("unexpected right parenthesis ')'") : LexState.STATEMENTS;
    }

    private LexState openBrace() {
        nesting.brace = true;
        return emit(TokenType.LEFT_BRACE, LexState.BRACES);
    }

    private LexState openBracket() {
        if (nesting.bracket) {
            return fail("unexpected left bracket '['");
        }
        nesting.colonSeen = false;
        cursor.emit(TokenType.LEFT_BRACKET);
        cursor.skipSpaces();
        nesting.bracket = true;
        return LexState.BRACKETS;
    }

    private LexState closeBracket() {
        if (!nesting.bracket) {
            return fail("unexpected right bracket ']'");
        }
        nesting.bracket = false;
        return emit(TokenType.RIGHT_BRACKET, LexState.STATEMENTS);
    }

    private LexState insideBraces() {
        int c = cursor.next();
        if (Chars.isAlpha(c)) {
            return startWord(LexState.LABEL_NAME);
        }
        return switch (c) {
            case Cursor.END -> fail("unexpected end of input inside braces");
            case ' ', '\t', '\n', '\r' -> LexState.SPACE;
            case '#' -> LexState.COMMENT;
            case ',' -> emit(TokenType.COMMA, LexState.BRACES);
            case '"', '\'', '`' -> strings.open(c);
            case '=' -> emit(cursor.accept("~") ? TokenType.EQL_REGEX : TokenType.EQL, LexState.BRACES);
            case '!' -> negation();
            case '{' -> fail("unexpected left brace '{'");
            case '}' -> closeBrace();
            default -> fail("unexpected character inside braces: " + GoQuote.rune(c));
        };
    }

    private LexState negation() {
        int c = cursor.next();
        return switch (c) {
            case '~' -> emit(TokenType.NEQ_REGEX, LexState.BRACES);
            case '=' -> emit(TokenType.NEQ, LexState.BRACES);
            default -> fail("unexpected character after '!' inside braces: " + GoQuote.rune(c));
        };
    }

    private LexState closeBrace() {
        nesting.brace = false;
        return emit(TokenType.RIGHT_BRACE, nesting.series ? LexState.SERIES_VALUES : LexState.STATEMENTS);
    }

    private LexState skipSpaces() {
        cursor.skipSpaces();
        return LexState.STATEMENTS;
    }

    /** The {@code #} was read. */
    private LexState comment() {
        for (int c = cursor.peek(); c != '\n' && c != '\r' && c != Cursor.END; c = cursor.peek()) {
            cursor.next();
        }
        return emit(TokenType.COMMENT, LexState.STATEMENTS);
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
