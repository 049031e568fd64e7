package io.pharos.alert.template.function;

import io.pharos.alert.template.value.GoDecimal;
import io.pharos.alert.template.value.Value;
import io.pharos.alert.template.value.ValueText;
import io.pharos.promql.lex.GoQuote;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes values by a format in the manner of Go's {@code fmt}: flags, width, precision and the verbs for our values. */
final class Printf {
    private static final int WIDEST = 1_000;

    private final String format;
    private final List<Value> values;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;

    Printf(String format, List<Value> values, Budget budget) {
        this.format = format;
        this.values = values;
        this.budget = budget;
    }

    String text() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c == '%') {
                directive();
            } else {
                out.append(c);
            }
            budget.text(out.length());
        }
        if (used < values.size()) {
            extra();
        }
        return out.toString();
    }

    private void directive() {
        String flags = flags();
        int width = number();
        int precision = -1;
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            precision = Math.max(0, number());
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (used >= values.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            pad(written(values.get(used++), verb, flags, precision), flags, width);
        }
    }

    private String flags() {
        int start = at;
        while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(start, at);
    }

    /** A width or precision: digits, or a star, which takes a value; -1 where there is none. */
    private int number() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            boolean whole = used < values.size() && values.get(used) instanceof Value.Whole;
            return whole ? bounded(((Value.Whole) values.get(used++)).value()) : -1;
        }
        long number = -1;
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            number = bounded(Math.max(0, number) * 10 + Character.digit(format.charAt(at++), 10));
        }
        return (int) number;
    }

    private static int bounded(long number) {
        if (Math.abs(number) > WIDEST) {
            throw new ExpansionException("error calling printf: widths and precisions go up to " + WIDEST);
        }
        return (int) number;
    }

    private static String written(Value value, int verb, String flags, int precision) {
        @Nullable
        String text = switch (value) {
            case Value.Decimal decimal -> decimal(decimal.value(), verb, precision);
            case Value.Whole whole -> whole(whole.value(), verb, flags);
            case Value.Text string -> string(string.value(), verb, precision);
            case Value.Truth _ -> verb == 't' || verb == 'v' ? ValueText.of(value) : null;
            case Value.Span span -> verb == 'd' ? "" + span.value().toNanos() : plain(value, verb);
            case Value.Nothing _, Value.Moment _, Value.Items _, Value.Texts _, Value.Entries _, Value.Structure _ ->
                plain(value, verb);
        };
        if (verb == 'T') {
            return value.type();
        }
        if (text == null) {
            return "%!" + Character.toString(verb) + "(" + value.type() + "=" + ValueText.of(value) + ")";
        }
        boolean number = value instanceof Value.Decimal || value instanceof Value.Whole;
        return number && !text.startsWith("-") && !text.startsWith("+") ? sign(flags) + text : text;
    }

    private static String sign(String flags) {
        return flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    }

    private static @Nullable String plain(Value value, int verb) {
        return verb == 'v' || verb == 's' ? ValueText.of(value) : null;
    }

    private static @Nullable String decimal(double value, int verb, int precision) {
        int six = precision < 0 ? 6 : precision;
        return switch (verb) {
            case 'v', 'g' -> GoDecimal.general(value, precision);
            case 'G' -> GoDecimal.general(value, precision).toUpperCase(Locale.ROOT);
            case 'f', 'F' -> GoDecimal.fixed(value, six);
            case 'e' -> GoDecimal.exponential(value, six);
            case 'E' -> GoDecimal.exponential(value, six).toUpperCase(Locale.ROOT);
            default -> null;
        };
    }

    private static @Nullable String whole(long value, int verb, String flags) {
        String prefix = flags.contains("#") ? "0x" : "";
        return switch (verb) {
            case 'v', 'd' -> Long.toString(value);
            case 'b' -> Long.toString(value, 2);
            case 'o' -> Long.toString(value, 8);
            case 'x' -> prefix + BigInteger.valueOf(value).toString(16);
            case 'X' -> (prefix + BigInteger.valueOf(value).toString(16)).toUpperCase(Locale.ROOT);
            case 'c' -> Character.isValidCodePoint((int) value) ? Character.toString((int) value) : "\uFFFD";
            default -> null;
        };
    }

    private static @Nullable String string(String value, int verb, int precision) {
        boolean cut = precision >= 0 && value.codePointCount(0, value.length()) > precision;
        String text = cut ? value.substring(0, value.offsetByCodePoints(0, precision)) : value;
        return switch (verb) {
            case 'v', 's' -> text;
            case 'q' -> GoQuote.quote(text);
            case 'x' -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            case 'X' -> HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private void pad(String text, String flags, int width) {
        int missing = Math.abs(width) - text.codePointCount(0, text.length());
        if (width == -1 || missing <= 0) {
            out.append(text);
        } else if (flags.contains("-") || width < 0) {
            out.append(text).repeat(' ', missing);
        } else if (flags.contains("0")) {
            boolean signed = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0;
            out.append(text, 0, signed ? 1 : 0).repeat('0', missing).append(text, signed ? 1 : 0, text.length());
        } else {
            out.repeat(' ', missing).append(text);
        }
    }

    private void extra() {
        out.append("%!(EXTRA ");
        for (int i = used; i < values.size(); i++) {
            out.append(i == used ? "" : ", ")
                    .append(values.get(i).type())
                    .append('=')
                    .append(ValueText.of(values.get(i)));
        }
        out.append(')');
    }
}
