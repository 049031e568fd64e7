package io.pharos.alert.template.syntax;

import io.pharos.alert.template.syntax.Token.Type;

/** Reads one token inside an action. */
final class ActionLexer {
    private final String source;
    private final int start;
    private final boolean spaced;
    private int at;

    ActionLexer(String source, int start, boolean spaced) {
        this.source = source;
        this.start = start;
        this.at = start;
        this.spaced = spaced;
    }

    /** Where the token ends. */
    int end() {
        return at;
    }

    Token next() {
        char c = source.charAt(at);
        return switch (c) {
            case '"' -> quoted(Type.STRING, '"');
            case '\'' -> quoted(Type.CHARACTER, '\'');
            case '`' -> raw();
            case '$' -> variable();
            case '.' -> dot();
            case '|' -> symbol(Type.PIPE, 1);
            case '(' -> symbol(Type.LEFT_PAREN, 1);
            case ')' -> symbol(Type.RIGHT_PAREN, 1);
            case ',' -> symbol(Type.COMMA, 1);
            case '=' -> symbol(Type.ASSIGN, 1);
            case ':' -> declare();
            default -> wordOrNumber(c);
        };
    }

    private Token symbol(Type type, int length) {
        at += length;
        return token(type, source.substring(start, at));
    }

    private Token declare() {
        if (!source.startsWith(":=", at)) {
            throw fail("expected :=");
        }
        return symbol(Type.DECLARE, 2);
    }

    private Token variable() {
        at++;
        skipName();
        return token(Type.VARIABLE, source.substring(start, at));
    }

    private Token dot() {
        if (peek(1) >= '0' && peek(1) <= '9') {
            return number();
        }
        at++;
        skipName();
        return at == start + 1 ? token(Type.DOT, ".") : token(Type.FIELD, source.substring(start + 1, at));
    }

    private Token wordOrNumber(char c) {
        if (c >= '0' && c <= '9' || c == '+' || c == '-') {
            return number();
        }
        skipName();
        if (at == start) {
            throw fail("unexpected character " + Character.toString(source.codePointAt(start)) + " in an action");
        }
        return token(Type.WORD, source.substring(start, at));
    }

    private Token number() {
        at++;
        while (at < source.length() && isNumberPart(source.charAt(at))) {
            at++;
        }
        return token(Type.NUMBER, source.substring(start, at));
    }

    private boolean isNumberPart(char c) {
        boolean sign = (c == '+' || c == '-') && "eEpP".indexOf(source.charAt(at - 1)) >= 0 && !isHex();
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || sign;
    }

    private boolean isHex() {
        return source.startsWith("0x", start) && "eE".indexOf(source.charAt(at - 1)) >= 0;
    }

    private Token raw() {
        int close = source.indexOf('`', start + 1);
        if (close < 0) {
            throw fail("unterminated raw quoted string");
        }
        at = close + 1;
        return token(Type.STRING, source.substring(start + 1, close));
    }

    private Token quoted(Type type, char quote) {
        Unquote unquote = new Unquote(source, start, quote);
        String text = unquote.text();
        at = unquote.end();
        return token(type, text);
    }

    private void skipName() {
        while (at < source.length() && isNamePart(source.charAt(at))) {
            at++;
        }
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    private Token token(Type type, String text) {
        return new Token(type, text, start, spaced);
    }

    private TemplateSyntaxException fail(String message) {
        return new TemplateSyntaxException(start, message);
    }
}
