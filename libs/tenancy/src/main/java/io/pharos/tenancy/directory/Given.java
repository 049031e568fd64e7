package io.pharos.tenancy.directory;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import org.jspecify.annotations.Nullable;

/** What records do about parts that JSON left out (Jackson hands null for them): refuse, or take the default. */
final class Given {
    private Given() {}

    static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    static void all(String thing, @Nullable Object... parts) {
        for (Object part : parts) {
            if (part == null) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "directory.incomplete",
                        "A required field of the " + thing + " is missing; compare with its schema at /q/openapi.");
            }
        }
    }
}
