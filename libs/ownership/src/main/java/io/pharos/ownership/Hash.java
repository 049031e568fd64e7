package io.pharos.ownership;

/** FNV-1a of 64 bits with a finish that spreads short differences; see {@code isthe.com/chongo/tech/comp/fnv}. */
final class Hash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    static long of(byte[] text) {
        long hash = OFFSET;
        for (byte each : text) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
