package io.pharos.billing.ingest;

import java.util.UUID;

/**
 * A hint at which keys were stored lately: the last million or so, in a table of 8 MiB in which a key pushes out the
 * oldest of the four at its place. It forgets, and it may be wrong; only the database knows.
 */
final class RecentKeys {
    private static final int KEPT = 1 << 20;
    private static final int AT_A_PLACE = 4;

    /** The last 64 bits of a key are hash whatever its id was. Threads write over each other, and a hint may be lost. */
    private final long[] hashes = new long[KEPT];

    boolean maybeHas(UUID key) {
        long hash = key.getLeastSignificantBits();
        int place = place(hash);
        for (int i = place; i < place + AT_A_PLACE; i++) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    void add(UUID key) {
        if (maybeHas(key)) {
            return;
        }
        long hash = key.getLeastSignificantBits();
        int place = place(hash);
        System.arraycopy(hashes, place, hashes, place + 1, AT_A_PLACE - 1);
        hashes[place] = hash;
    }

    private static int place(long hash) {
        return (int) hash & (KEPT - AT_A_PLACE);
    }
}
