package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.COMMA;
import static io.pharos.promql.lex.TokenType.LEFT_PAREN;
import static io.pharos.promql.lex.TokenType.RIGHT_PAREN;

import io.pharos.promql.lex.ByteText;
import io.pharos.promql.lex.GoQuote;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads label names in parentheses, as they follow {@code by}, {@code on} and the like. */
final class Grouping {
    private static final String CONTEXT = "grouping opts";

    private final ParseContext context;
    private final TokenStream tokens;

    Grouping(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
    }

    List<String> labels() {
        while (!tokens.at(LEFT_PAREN)) {
            if (tokens.recover(CONTEXT, "\"(\"")) {
                return List.of();
            }
        }
        tokens.shift();
        if (tokens.at(RIGHT_PAREN)) {
            tokens.shift();
            return List.of();
        }
        return list();
    }

    private List<String> list() {
        List<String> labels = new ArrayList<>(4);
        labels.add(label());
        while (true) {
            switch (tokens.peek()) {
                case RIGHT_PAREN -> {
                    tokens.shift();
                    return labels;
                }
                case COMMA -> {
                    tokens.shift();
                    if (!tokens.at(RIGHT_PAREN)) {
                        labels.add(label());
                    }
                }
                default -> tokens.recover(CONTEXT, "\",\" or \")\"");
            }
        }
    }

    private String label() {
        while (true) {
            TokenType next = tokens.peek();
            if (next == TokenType.STRING) {
                return quoted(tokens.shift());
            }
            if (isLabel(next)) {
                return context.text(tokens.shift());
            }
            if (tokens.recover(CONTEXT, "label")) {
                return "";
            }
        }
    }

    private String quoted(Token string) {
        String name = context.unquoted(string);
        if (name.isEmpty() || !ByteText.isUtf8(name)) {
            context.error(string.range(), "invalid label name for grouping: " + GoQuote.quote(name));
        }
        return name;
    }

    private static boolean isLabel(TokenType type) {
        return switch (type) {
            case IDENTIFIER,
                    METRIC_IDENTIFIER,
                    BOOL,
                    BY,
                    GROUP_LEFT,
                    GROUP_RIGHT,
                    FILL,
                    FILL_LEFT,
                    FILL_RIGHT,
                    IGNORING,
                    LAND,
                    LOR,
                    LUNLESS,
                    OFFSET,
                    ON,
                    START,
                    END,
                    ATAN2,
                    STEP,
                    RANGE,
                    ANCHORED,
                    SMOOTHED,
                    MAX_OF,
                    MIN_OF -> true;
            default -> type.isAggregator();
        };
    }
}
