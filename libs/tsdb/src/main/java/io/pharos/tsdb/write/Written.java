package io.pharos.tsdb.write;

/** How much of a batch is stored, by remote write 2.0's own counts. */
public record Written(long samples, long histograms, long exemplars) {
    public static final Written NOTHING = new Written(0, 0, 0);

    /** What is charged for. */
    public long points() {
        return samples + histograms;
    }
}
