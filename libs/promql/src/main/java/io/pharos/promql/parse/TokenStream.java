package io.pharos.promql.parse;

import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.check.Findings;
import io.pharos.promql.lex.Lexer;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a query, with one to look ahead at, and the state of recovery from errors. What is reported, and how
 * often, follows the tables of Prometheus's yacc parser: after an error tokens that do not fit are skipped, and until
 * three have fitted nothing new is an error of its own.
 *
 * <p>The look-ahead is read as late as possible, since the end of some nodes is by definition that of the last closing
 * token <em>read</em>.
 */
final class TokenStream {
    private static final int RECOVERING = 3;

    private final Lexer lexer;
    private final Findings findings;
    private final int maxDepth;
    private @Nullable Token ahead;
    private Token last = new Token(TokenType.EOF, 0, 0, null);
    private int lastClosing;
    private int recovery;
    private int depth;

    TokenStream(Lexer lexer, Findings findings, int maxDepth) {
        this.lexer = lexer;
        this.findings = findings;
        this.maxDepth = maxDepth;
    }

    /** The type of the next token; {@code ERROR} is the end, as {@code EOF} is. */
    TokenType peek() {
        Token next = ahead == null ? read() : ahead;
        return next.type();
    }

    boolean at(TokenType type) {
        return peek() == type;
    }

    boolean atEnd() {
        return isEnd(peek());
    }

    /** Takes the next token. */
    Token shift() {
        Token token = ahead == null ? read() : ahead;
        ahead = null;
        if (recovery > 0) {
            recovery--;
        }
        return token;
    }

    /** Takes a token of that type; what stands before it is an error, or skipped in the wake of one. */
    Token expect(TokenType type) {
        while (peek() != type) {
            reject();
        }
        return shift();
    }

    /** The next token does not fit: skips it in the wake of an error, else unwinds to where the parse can go on. */
    void reject() {
        if (recovery != RECOVERING) {
            throw SyntaxError.HERE;
        }
        if (atEnd()) {
            throw GiveUp.NOW;
        }
        ahead = null;
    }

    /**
     * The next token does not fit, and here is a place to go on: skips it in the wake of an error and says false,
     * else notes the error and says true.
     */
    boolean recover(String context, String expected) {
        if (recovery == RECOVERING) {
            reject();
            return false;
        }
        caught(context, expected);
        return true;
    }

    /** Notes the error that led here; from here on tokens are skipped until one fits. */
    void caught(String context, String expected) {
        note(context, expected);
        recovery = RECOVERING;
    }

    /** Like {@link #caught}, and says nothing. */
    void caughtQuietly() {
        recovery = RECOVERING;
    }

    /** Notes that the token read last was not expected; a lexer's error has been noted by itself. */
    void note(String context, String expected) {
        if (last.type() != TokenType.ERROR) {
            StringBuilder message = new StringBuilder("unexpected ").append(last.describe(findings.query()));
            if (!context.isEmpty()) {
                message.append(" in ").append(context);
            }
            if (!expected.isEmpty()) {
                message.append(", expected ").append(expected);
            }
            findings.add(last.range(), message.toString());
        }
    }

    boolean recovering() {
        return recovery == RECOVERING;
    }

    /** Skips the next token whatever it is. */
    void skip() {
        peek();
        ahead = null;
    }

    /** Goes one level deeper into parentheses. */
    void enter() {
        if (++depth > maxDepth) {
            findings.add(last.range(), "parentheses are nested deeper than " + maxDepth + " levels");
            throw GiveUp.NOW;
        }
    }

    void leave() {
        depth--;
    }

    /** The end of the last bracket, number or duration that was read, the look-ahead included. */
    int lastClosing() {
        return lastClosing;
    }

    /** Where the token that was read last stands. */
    SourceRange lastRange() {
        return last.range();
    }

    /**
     * The end of an aggregation behind which one token was read: where that is a parenthesis with nothing but white
     * space between it and the aggregation's own, it is the latter's end.
     */
    int closingBeforeLast() {
        byte[] query = findings.query();
        int at = last.start();
        if (lastClosing <= 0 || at <= 0 || at >= query.length || query[at] != ')') {
            return lastClosing;
        }
        int before = at - 1;
        while (before > 0 && " \t\n\r".indexOf(query[before]) >= 0) {
            before--;
        }
        return before > 0 && query[before] == ')' ? before + 1 : lastClosing;
    }

    private Token read() {
        Token token = lexer.next();
        while (token.type() == TokenType.COMMENT) {
            token = lexer.next();
        }
        switch (token.type()) {
            case ERROR -> noteLexerError(token);
            case RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET, DURATION, NUMBER -> lastClosing = token.end();
            default -> {}
        }
        last = token;
        ahead = token;
        return token;
    }

    private void noteLexerError(Token token) {
        String message = token.message();
        findings.add(new SourceRange(token.start(), findings.query().length), message == null ? "" : message);
    }

    private static boolean isEnd(TokenType type) {
        return type == TokenType.EOF || type == TokenType.ERROR;
    }
}
