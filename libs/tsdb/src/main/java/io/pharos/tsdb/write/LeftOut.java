package io.pharos.tsdb.write;

/** Samples of a request that were left out without a fault: another replica's are stored, or the tenant's rule says so. */
public record LeftOut(long replicas, long byRule) {
    public static final LeftOut NOTHING = new LeftOut(0, 0);

    /** Both together. */
    LeftOut and(LeftOut other) {
        return new LeftOut(replicas + other.replicas, byRule + other.byRule);
    }
}
