package io.pharos.alert.template.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Replaces matches by a template in Go's notation: {@code $1}, {@code ${name}}, {@code $$}; unknown groups are empty. */
public final class Replacement {
    private final Pattern pattern;
    private final String template;
    private final Budget budget;

    public Replacement(Pattern pattern, String template, Budget budget) {
        this.pattern = pattern;
        this.template = template;
        this.budget = budget;
    }

    /** The text with every match replaced. */
    public String in(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (matcher.find()) {
            budget.step();
            out.append(text, from, matcher.start());
            expand(matcher, out);
            budget.text(out.length());
            from = matcher.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    private void expand(Matcher matcher, StringBuilder out) {
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at == template.length()) {
                out.append(c);
            } else if (template.charAt(at) == '$') {
                out.append('$');
                at++;
            } else {
                at = group(matcher, out, at);
            }
        }
    }

    private int group(Matcher matcher, StringBuilder out, int start) {
        boolean braces = template.charAt(start) == '{';
        int from = braces ? start + 1 : start;
        int to = from;
        while (to < template.length() && isNamePart(template.charAt(to))) {
            to++;
        }
        boolean closed = !braces || (to < template.length() && template.charAt(to) == '}');
        if (to == from || !closed) {
            out.append('$');
            return start;
        }
        out.append(value(matcher, template.substring(from, to)));
        return braces ? to + 1 : to;
    }

    private static String value(Matcher matcher, String name) {
        if (!name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return named(matcher, name);
        }
        boolean known = name.length() < 4 && Integer.parseInt(name) <= matcher.groupCount();
        String value = known ? matcher.group(Integer.parseInt(name)) : null;
        return value == null ? "" : value;
    }

    private static String named(Matcher matcher, String name) {
        if (!matcher.pattern().namedGroups().containsKey(name)) {
            return "";
        }
        String value = matcher.group(name);
        return value == null ? "" : value;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
