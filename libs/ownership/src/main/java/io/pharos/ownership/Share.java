package io.pharos.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A share of the work as PostgreSQL has it.
 *
 * @param number from 0 to {@link #COUNT} - 1
 * @param owner the replica that has it, or null where nobody has
 * @param epoch grows each time that the share is taken
 */
record Share(int number, @Nullable String owner, long epoch) {
    /** How many shares there are; the migration makes as many rows. */
    static final int COUNT = 64;

    /** The share that an item is in; the same on every replica and in every version. */
    static int of(String item) {
        return (int) Long.remainderUnsigned(Hash.of(item.getBytes(UTF_8)), COUNT);
    }
}
