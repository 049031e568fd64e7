package io.pharos.promql.lex;

import io.pharos.promql.ast.SourceRange;
import org.jspecify.annotations.Nullable;

/** A piece of the query, from start to end in bytes; an error token has the message instead, and no length. */
public record Token(
        TokenType type, int start, int end, @Nullable String message) {
    public SourceRange range() {
        return new SourceRange(start, end);
    }

    public boolean is(TokenType other) {
        return type == other;
    }

    /** The token's text in the query that it was cut from. */
    public String text(byte[] query) {
        return ByteText.decode(query, start, end);
    }

    /** How an error calls it: {@code identifier "foo"}, {@code <op:*>}. */
    public String describe(byte[] query) {
        String text = text(query);
        return switch (type.group()) {
            case OPERATOR -> "<op:" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case KEYWORD -> "<" + text + ">";
            case PUNCTUATION, PREPROCESSOR -> GoQuote.shortened(text);
            case NUMBERED -> type.text() + " " + GoQuote.shortened(text);
            case DESCRIBED -> describeWord(text);
        };
    }

    private String describeWord(String text) {
        return switch (type) {
            case EOF -> type.text();
            case ERROR -> type.text() + " " + message;
            case IDENTIFIER, METRIC_IDENTIFIER -> type.text() + " " + GoQuote.quote(text);
            default -> type.text() + " " + GoQuote.shortened(text);
        };
    }
}
