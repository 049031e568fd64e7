package io.pharos.promql.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions as label matchers have them: RE2's, over the whole value, and a dot is any character. */
public final class Regex {
    private static final String PLAIN = "_-:/ ,=@#%&~;<>!'\"";

    private Regex() {}

    /** What is wrong with it, in the words of Go's parser, or null. */
    public static @Nullable String problem(String pattern) {
        if (isPlain(pattern)) {
            return null;
        }
        try {
            compile(pattern);
            return null;
        } catch (PatternSyntaxException e) {
            return e.getMessage();
        }
    }

    /** Whether a valid expression matches this value. */
    public static boolean matches(String pattern, String value) {
        return compile("^(?s:" + pattern + ")$").matches(value);
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** Letters, dots, alternatives and single repetitions: what nearly all matchers are, valid without a look. */
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
