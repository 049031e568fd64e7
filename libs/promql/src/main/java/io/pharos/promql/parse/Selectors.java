package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.LEFT_BRACE;
import static io.pharos.promql.lex.TokenType.RIGHT_BRACE;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.RangeMode;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import io.pharos.promql.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads selectors: a name, label matchers in braces, or both. */
final class Selectors {
    private static final String CONTEXT = "label matching";

    private final ParseContext context;
    private final TokenStream tokens;

    Selectors(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
    }

    /** Whether a token of this type can be a metric's name. */
    static boolean isMetricName(TokenType type) {
        return switch (type) {
            case IDENTIFIER,
                    METRIC_IDENTIFIER,
                    BY,
                    FILL,
                    FILL_LEFT,
                    FILL_RIGHT,
                    LAND,
                    LOR,
                    LUNLESS,
                    OFFSET,
                    WITHOUT,
                    START,
                    END,
                    STEP,
                    RANGE,
                    ANCHORED,
                    SMOOTHED,
                    MAX_OF,
                    MIN_OF -> true;
            default -> type.isAggregator();
        };
    }

    /** Reads a selector that must stand here. */
    VectorSelector selector() {
        while (true) {
            TokenType next = tokens.peek();
            if (next == LEFT_BRACE) {
                return unnamed();
            }
            if (isMetricName(next)) {
                return named(tokens.shift());
            }
            tokens.reject();
        }
    }

    /** The name has been taken; braces may follow. */
    VectorSelector named(Token metric) {
        String name = context.text(metric);
        List<LabelMatcher> matchers = new ArrayList<>(4);
        SourceRange range = metric.range();
        if (tokens.at(LEFT_BRACE)) {
            range = range.to(braces(matchers));
        }
        matchers.add(LabelMatcher.equal(LabelMatcher.METRIC_NAME, name));
        return new VectorSelector(name, matchers, TimeSpan.NONE, null, RangeMode.PLAIN, range);
    }

    /** The next token is the opening brace. */
    VectorSelector unnamed() {
        List<LabelMatcher> matchers = new ArrayList<>(4);
        SourceRange range = braces(matchers);
        return new VectorSelector("", matchers, TimeSpan.NONE, null, RangeMode.PLAIN, range);
    }

    private SourceRange braces(List<LabelMatcher> matchers) {
        Token open = tokens.shift();
        while (!tokens.at(RIGHT_BRACE)) {
            LabelMatcher matcher = matcher();
            if (matcher != null) {
                matchers.add(matcher);
            }
            if (separator()) {
                break;
            }
        }
        return open.range().to(tokens.shift().range());
    }

    /** Takes the comma behind a matcher; true where the closing brace stands instead, which is left. */
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

    private @Nullable LabelMatcher matcher() {
        while (true) {
            switch (tokens.peek()) {
                case IDENTIFIER -> {
                    Token label = tokens.shift();
                    return condition(label, context.text(label));
                }
                case STRING -> {
                    return quoted(tokens.shift());
                }
                default -> {
                    if (tokens.recover(CONTEXT, "identifier or \"}\"")) {
                        return null;
                    }
                }
            }
        }
    }

    /** A quoted label name with a condition, or a quoted metric name. */
    private @Nullable LabelMatcher quoted(Token string) {
        String name = context.unquoted(string);
        return operator(tokens.peek()) == null
                ? LabelMatcher.equal(LabelMatcher.METRIC_NAME, name)
                : condition(string, name);
    }

    private @Nullable LabelMatcher condition(Token label, String name) {
        LabelMatcher.Op op = operator(tokens.peek());
        while (op == null) {
            if (tokens.recover(CONTEXT, "label matching operator")) {
                return null;
            }
            op = operator(tokens.peek());
        }
        tokens.shift();
        while (!tokens.at(TokenType.STRING)) {
            if (tokens.recover(CONTEXT, "string")) {
                return null;
            }
        }
        return matcher(label, name, op, tokens.shift());
    }

    private @Nullable LabelMatcher matcher(Token label, String name, LabelMatcher.Op op, Token string) {
        String value = context.unquoted(string);
        String problem = op.isRegex() ? Regex.problem(value) : null;
        if (problem != null) {
            context.error(label.range().to(string.range()), problem);
            return null;
        }
        return new LabelMatcher(op, name, value);
    }

    private static LabelMatcher.@Nullable Op operator(TokenType type) {
        return switch (type) {
            case EQL -> LabelMatcher.Op.EQUAL;
            case NEQ -> LabelMatcher.Op.NOT_EQUAL;
            case EQL_REGEX -> LabelMatcher.Op.REGEX;
            case NEQ_REGEX -> LabelMatcher.Op.NOT_REGEX;
            default -> null;
        };
    }
}
