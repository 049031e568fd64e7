package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.LEFT_BRACE;
import static io.pharos.promql.lex.TokenType.RIGHT_BRACE;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a series' own name and labels, as they stand at the start of its description. */
final class LabelSets {
    private static final String CONTEXT = "label set";

    private final ParseContext context;
    private final TokenStream tokens;
    private final SortedMap<String, String> labels = new TreeMap<>();

    LabelSets(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
    }

    SortedMap<String, String> read() {
        String name = "";
        if (Selectors.isMetricName(tokens.peek())) {
            name = context.text(tokens.shift());
        }
        if (tokens.at(LEFT_BRACE)) {
            braces();
        }
        if (!name.isEmpty()) {
            labels.put(LabelMatcher.METRIC_NAME, name);
            labels.values().removeIf(String::isEmpty);
        }
        return labels;
    }

    private void braces() {
        tokens.shift();
        while (!tokens.at(RIGHT_BRACE)) {
            label();
            if (separator()) {
                break;
            }
        }
        tokens.shift();
    }

    private boolean separator() {
        while (true) {
            switch (tokens.peek()) {
                case RIGHT_BRACE -> {
                    return true;
                }
                case COMMA -> {
                    tokens.shift();
                    return false;
                }
                default -> tokens.recover(CONTEXT, "\",\" or \"}\"");
            }
        }
    }

    private void label() {
        while (true) {
            switch (tokens.peek()) {
                case IDENTIFIER -> {
                    Token label = tokens.shift();
                    if (equalSign()) {
                        value(context.text(label));
                    }
                    return;
                }
                case STRING -> {
                    quoted(context.unquoted(tokens.shift()));
                    return;
                }
                default -> {
                    if (tokens.recover(CONTEXT, "identifier or \"}\"")) {
                        return;
                    }
                }
            }
        }
    }

    private void quoted(String name) {
        if (tokens.at(TokenType.EQL)) {
            tokens.shift();
            value(name);
        } else {
            labels.put(LabelMatcher.METRIC_NAME, name);
        }
    }

    private boolean equalSign() {
        while (!tokens.at(TokenType.EQL)) {
            if (tokens.recover(CONTEXT, "\"=\"")) {
                return false;
            }
        }
        tokens.shift();
        return true;
    }

    private void value(String name) {
        while (!tokens.at(TokenType.STRING)) {
            if (tokens.recover(CONTEXT, "string")) {
                return;
            }
        }
        labels.put(name, context.unquoted(tokens.shift()));
    }
}
