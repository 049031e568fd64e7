package io.pharos.alert.template.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.alert.template.value.Value;
import io.pharos.alert.template.value.ValueText;
import io.pharos.promql.regex.Regex;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Functions that make texts of texts. */
final class Texts {
    private static final int MAX_PATTERN = 1_000;
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Texts() {}

    static Map<String, TemplateFunction> functions() {
        return Map.ofEntries(
                Map.entry("print", TemplateFunction.atLeast(0, (args, _) -> new Value.Text(print(args.values())))),
                Map.entry("println", TemplateFunction.atLeast(0, (args, _) -> new Value.Text(println(args.values())))),
                Map.entry(
                        "printf",
                        TemplateFunction.atLeast(
                                1,
                                (args, around) -> new Value.Text(new Printf(
                                                args.text(0), args.values().subList(1, args.count()), around.budget())
                                        .text()))),
                Map.entry("title", text(Texts::title)),
                Map.entry("toUpper", text(text -> text.toUpperCase(Locale.ROOT))),
                Map.entry("toLower", text(text -> text.toLowerCase(Locale.ROOT))),
                Map.entry("stripPort", text(Texts::stripPort)),
                Map.entry("stripDomain", text(Texts::stripDomain)),
                Map.entry(
                        "match",
                        TemplateFunction.of(
                                2,
                                (args, around) -> new Value.Truth(pattern(args, around)
                                        .matcher(args.text(1))
                                        .find()))),
                Map.entry(
                        "reReplaceAll",
                        TemplateFunction.of(
                                3,
                                (args, around) -> new Value.Text(
                                        new Replacement(pattern(args, around), args.text(1), around.budget())
                                                .in(args.text(2))))));
    }

    static TemplateFunction text(UnaryOperator<String> change) {
        return TemplateFunction.of(1, (args, _) -> new Value.Text(change.apply(args.text(0))));
    }

    /** Spaces stand between values of which neither is a text. */
    static String print(List<Value> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            boolean texts = i > 0 && (values.get(i) instanceof Value.Text || values.get(i - 1) instanceof Value.Text);
            out.append(i == 0 || texts ? "" : " ").append(ValueText.of(values.get(i)));
        }
        return out.toString();
    }

    private static String println(List<Value> values) {
        return values.stream().map(ValueText::of).collect(Collectors.joining(" ", "", "\n"));
    }

    /** RE2's expressions, which take time linear in the text; checked before they are compiled. */
    private static Pattern pattern(Arguments args, Surroundings around) {
        String text = args.text(0);
        around.budget().checkTime();
        String problem = text.length() > MAX_PATTERN ? "regular expression is too long" : Regex.problem(text);
        if (problem != null) {
            throw args.fail(problem);
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw args.fail("error parsing regexp: " + e.getDescription());
        }
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int point : text.codePoints().toArray()) {
            out.appendCodePoint(start ? Character.toTitleCase(point) : point);
            start = !Character.isLetterOrDigit(point) && point != '_' && (point < 0x80 || Character.isSpaceChar(point));
        }
        return out.toString();
    }

    /** The host of {@code host:port}; what is not of that form stays as it is. */
    private static String stripPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return text;
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.contains(":") || host.contains("[") || host.contains("]") ? text : host;
    }

    /** The first part of a host's name, with the port where there was one; addresses stay as they are. */
    private static String stripDomain(String text) {
        String host = stripPort(text);
        if (host.contains(":") || IP_V4.matcher(host).matches()) {
            return text;
        }
        String port = host.equals(text) ? "" : text.substring(text.lastIndexOf(':'));
        int dot = host.indexOf('.');
        return (dot < 0 ? host : host.substring(0, dot)) + port;
    }
}
