package io.pharos.wire.relabel;

import com.google.re2j.Matcher;

/** Go's templates of replacement ({@code regexp.Expand}): {@code $1}, {@code ${name}}, {@code $$}; unknown groups are empty. */
public final class GroupReferences {
    private GroupReferences() {}

    /** The template with the groups of a match put in. */
    public static String expand(String template, Matcher match) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at == template.length()) {
                out.append(c);
            } else if (template.charAt(at) == '$') {
                out.append('$');
                at++;
            } else {
                at = reference(template, match, out, at);
            }
        }
        return out.toString();
    }

    private static int reference(String template, Matcher match, StringBuilder out, int start) {
        boolean braces = template.charAt(start) == '{';
        int from = braces ? start + 1 : start;
        int to = from;
        while (to < template.length() && isNamePart(template.charAt(to))) {
            to++;
        }
        boolean closed = !braces || to < template.length() && template.charAt(to) == '}';
        if (to == from || !closed) {
            out.append('$');
            return start;
        }
        out.append(group(match, template.substring(from, to)));
        return braces ? to + 1 : to;
    }

    private static String group(Matcher match, String name) {
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            String value = number <= match.groupCount() ? match.group(number) : "";
            return value == null ? "" : value;
        }
        boolean known = match.pattern().namedGroups().containsKey(name);
        String value = known ? match.group(name) : "";
        return value == null ? "" : value;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
