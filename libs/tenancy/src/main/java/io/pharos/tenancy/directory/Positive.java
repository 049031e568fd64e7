package io.pharos.tenancy.directory;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds limits to numbers above zero. Apart from {@link Limits}, whose defaults are made of the groups that call this: a
 * group that is loaded first must not find them half made.
 */
final class Positive {
    private Positive() {}

    static void all(String group, int... values) {
        for (int value : values) {
            if (value <= 0) {
                throw malformed(group);
            }
        }
    }

    static void all(String group, @Nullable Duration value) {
        if (value != null && !value.isPositive()) {
            throw malformed(group);
        }
    }

    private static Problem malformed(String group) {
        return Problem.of(
                Kind.MALFORMED,
                "directory.malformed-limits",
                "Every limit of '" + group + "' is greater than zero; leave one out to have the default.");
    }
}
