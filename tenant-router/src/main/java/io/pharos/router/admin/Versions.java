package io.pharos.router.admin;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Versions of resources as ETags. */
public final class Versions {
    private Versions() {}

    /** A version as an entity tag. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** Holds a change to the version that its If-Match names; a change without one is refused. */
    public static void requireCurrent(@Nullable String ifMatch, long current) {
        OptionalLong wanted = parse(ifMatch);
        if (wanted.isEmpty()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.version-missing",
                    "Send If-Match with the ETag that you read, so that nobody's change is lost.");
        }
        if (wanted.getAsLong() != current) {
            throw Problem.of(
                    Kind.PRECONDITION_FAILED,
                    "directory.version-conflict",
                    "It has changed since you read it; read it again, and repeat your change on what it is now.");
        }
    }

    private static OptionalLong parse(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return OptionalLong.empty();
        }
        String digits = ifMatch.replace("\"", "");
        boolean number =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.of(-1);
    }
}
