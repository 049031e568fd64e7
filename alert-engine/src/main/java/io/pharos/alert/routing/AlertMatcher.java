package io.pharos.alert.routing;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.alert.series.Labels;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.LabelMatcher.Op;
import java.util.Optional;
import java.util.regex.Matcher;

/** One condition on an alert's labels, as Alertmanager writes it: {@code severity=~"page|ticket"}. */
public record AlertMatcher(LabelMatcher matcher) {
    private static final java.util.regex.Pattern FORM =
            java.util.regex.Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*");

    public static AlertMatcher equal(String name, String value) {
        return new AlertMatcher(LabelMatcher.equal(name, value));
    }

    /** The matcher, or empty where the text is none: quotes around the value may be left out, expressions are RE2's. */
    public static Optional<AlertMatcher> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return value(parts.group(3))
                .map(value -> new AlertMatcher(new LabelMatcher(op(parts.group(2)), parts.group(1), value)))
                .filter(AlertMatcher::isSound);
    }

    public String name() {
        return matcher.name();
    }

    /** Whether the labels meet the condition; a label that is not there is empty. */
    public boolean matches(Labels labels) {
        String value = labels.get(matcher.name());
        return switch (matcher.op()) {
            case EQUAL -> value.equals(matcher.value());
            case NOT_EQUAL -> !value.equals(matcher.value());
            case REGEX -> Pattern.matches(matcher.value(), value);
            case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
        };
    }

    /** The text that Alertmanager reads as this matcher. */
    public String text() {
        String value =
                matcher.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return matcher.name() + matcher.op().symbol() + '"' + value + '"';
    }

    private boolean isSound() {
        try {
            return !matcher.op().isRegex() || Pattern.compile(matcher.value()).groupCount() >= 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Op op(String symbol) {
        for (Op op : Op.values()) {
            if (op.symbol().equals(symbol)) {
                return op;
            }
        }
        throw new IllegalArgumentException(symbol);
    }

    /** A quoted value without its quotes and escapes, or a bare one that needs none. */
    private static Optional<String> value(String text) {
        if (!text.startsWith("\"")) {
            return text.matches("[^\"{},\\s\\\\]*") ? Optional.of(text) : Optional.empty();
        }
        boolean whole = text.length() > 1 && text.matches("(?s)\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\"");
        return whole ? Optional.of(unescaped(text.substring(1, text.length() - 1))) : Optional.empty();
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            out.append(c);
        }
        return out.toString();
    }
}
