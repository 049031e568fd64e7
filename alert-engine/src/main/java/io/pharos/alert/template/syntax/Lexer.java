package io.pharos.alert.template.syntax;

import io.pharos.alert.template.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into texts and actions; applies trim markers and drops comments. */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String COMMENT = "/*";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean trimNext;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < source.length()) {
            int open = source.indexOf(OPEN, at);
            if (open < 0) {
                text(at, source.length(), false);
                at = source.length();
                break;
            }
            boolean trims = trimsLeft(open);
            text(at, open, trims);
            at = open + OPEN.length() + (trims ? 1 : 0);
            insideAction(open, trims);
        }
        tokens.add(new Token(Type.END, "", source.length(), false));
    }

    private boolean trimsLeft(int open) {
        int dash = open + OPEN.length();
        return dash + 1 < source.length() && source.charAt(dash) == '-' && isSpace(source.charAt(dash + 1));
    }

    private void text(int from, int to, boolean trimEnd) {
        String text = source.substring(from, to);
        text = trimNext ? text.stripLeading() : text;
        text = trimEnd ? text.stripTrailing() : text;
        trimNext = false;
        if (!text.isEmpty()) {
            tokens.add(new Token(Type.TEXT, text, from, false));
        }
    }

    private void insideAction(int open, boolean trims) {
        // A comment starts right behind the brackets, or behind the marker and its space.
        int first = trims ? at + 1 : at;
        if (source.startsWith(COMMENT, first)) {
            comment(open, first);
            return;
        }
        tokens.add(new Token(Type.OPEN, OPEN, open, false));
        while (!closes()) {
            int start = skipSpaces(at);
            boolean spaced = start > at;
            at = start;
            if (closes()) {
                break;
            }
            if (at >= source.length()) {
                throw new TemplateSyntaxException(open, "unclosed action");
            }
            ActionLexer action = new ActionLexer(source, at, spaced);
            tokens.add(action.next());
            at = action.end();
        }
    }

    /** Consumes the end of an action where there is one. */
    private boolean closes() {
        boolean trims = at + 1 < source.length()
                && isSpace(source.charAt(at))
                && source.startsWith("-" + CLOSE, skipSpaces(at));
        int close = trims ? skipSpaces(at) + 1 : at;
        if (!source.startsWith(CLOSE, close)) {
            return false;
        }
        tokens.add(new Token(Type.CLOSE, CLOSE, close, false));
        trimNext = trims;
        at = close + CLOSE.length();
        return true;
    }

    private void comment(int open, int start) {
        int end = source.indexOf("*/", start + COMMENT.length());
        if (end < 0) {
            throw new TemplateSyntaxException(open, "unclosed comment");
        }
        at = end + 2;
        int size = tokens.size();
        if (!closes()) {
            throw new TemplateSyntaxException(at, "comment ends before closing delimiter");
        }
        tokens.subList(size, tokens.size()).clear();
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < source.length() && isSpace(source.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
