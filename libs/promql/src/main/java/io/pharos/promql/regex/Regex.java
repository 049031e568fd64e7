package io.pharos.promql.regex;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of a regular expression by looking at it, in time linear in its length: whether it is valid, in the
 * words that Prometheus has from Go's {@code regexp/syntax}, and whether it matches the empty string. It is never
 * compiled, so a query cannot make us spend memory on it.
 */
public final class Regex {
    private static final String PLAIN = "_-:/ ,=@#%&~;<>!'\"";

    private Regex() {}

    /** What is wrong with it, or null. */
    public static @Nullable String problem(String pattern) {
        if (isPlain(pattern)) {
            return null;
        }
        try {
            new RegexParser(pattern).parse();
            return null;
        } catch (BadRegex e) {
            return e.getMessage();
        }
    }

    /** Whether a valid expression, which must match whole values, matches the empty one. */
    public static boolean matchesEmpty(String pattern) {
        try {
            return new RegexParser(pattern).parse();
        } catch (BadRegex e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Letters, dots, alternatives and single repetitions: what nearly all matchers are, valid at a glance. */
    private static boolean isPlain(String pattern) {
        boolean repeatable = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '+' || c == '?') {
                if (!repeatable) {
                    return false;
                }
                repeatable = false;
            } else if (c == '|') {
                repeatable = false;
            } else if (c == '.' || isPlain(c)) {
                repeatable = true;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
