package io.pharos.alert.template.syntax;

import io.pharos.alert.template.syntax.Token.Type;
import java.util.List;

/** Walks over the tokens of a template, bounded in how deep things stand in each other. */
final class TokenReader {
    private final List<Token> tokens;
    private final int maxDepth;
    private int at;
    private int depth;

    TokenReader(List<Token> tokens, int maxDepth) {
        this.tokens = tokens;
        this.maxDepth = maxDepth;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token after the next one; the last one is its own successor. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    Token expect(Type type, String where) {
        Token token = next();
        if (!token.is(type)) {
            throw unexpected(token, where);
        }
        return token;
    }

    boolean skip(Type type) {
        if (!peek().is(type)) {
            return false;
        }
        next();
        return true;
    }

    void enter() {
        if (++depth > maxDepth) {
            throw new TemplateSyntaxException(peek().position(), "nested more than " + maxDepth + " deep");
        }
    }

    void leave() {
        depth--;
    }

    static TemplateSyntaxException unexpected(Token token, String where) {
        return new TemplateSyntaxException(token.position(), "unexpected " + token.described() + " in " + where);
    }
}
