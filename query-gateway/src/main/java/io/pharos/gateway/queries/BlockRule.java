package io.pharos.gateway.queries;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's rule that blocks queries: those whose canonical text matches the pattern, in which {@code *} stands for
 * any text; of one user, or of everybody. Whoever is blocked is told the reason.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BlockRule(
        String name,
        String pattern,
        String reason,
        @Nullable String user,
        String createdBy,
        Instant createdAt) {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,62}[a-z0-9])?");
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LONGEST_REASON = 500;

    BlockRule {
        require(NAME.matcher(name).matches(), "a rule's name is 1 to 64 characters of a-z, 0-9 and '-'");
        require(
                !pattern.isBlank() && pattern.length() <= LONGEST_PATTERN,
                "give a pattern of up to 1,000 characters, with * for any text");
        require(
                !reason.isBlank() && reason.length() <= LONGEST_REASON,
                "give a reason of up to 500 characters: users are told it");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(Kind.MALFORMED, "queries.malformed-rule", otherwise);
        }
    }

    boolean blocks(String byUser, String text) {
        return (user == null || user.equals(byUser)) && matches(pattern, text);
    }

    /** Whether the text is the pattern's, by trying the last star again: no worse than their lengths' product. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
