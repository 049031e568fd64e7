package io.pharos.wire.series;

import java.util.Arrays;

/**
 * The series of one labelled request in their order: which series each is (a hash of 128 bits over the sender's labels
 * and the environment), which metric's, where it stands in the labelled bytes, what it holds and from when to when.
 * Primitive arrays that one thread uses for one request after another.
 */
public final class SeriesIndex {
    /** No replica's: stored whatever the others send. */
    public static final int NO_REPLICA = -1;

    private static final int SMALL = 4096;
    private static final int KEPT = 1 << 16;

    private long[] high = new long[SMALL];
    private long[] low = new long[SMALL];
    private long[] metric = new long[SMALL];
    private long[] oldest = new long[SMALL];
    private long[] newest = new long[SMALL];
    private int[] from = new int[SMALL];
    private int[] to = new int[SMALL];
    private int[] samples = new int[SMALL];
    private int[] histograms = new int[SMALL];
    private int[] exemplars = new int[SMALL];
    private int[] replica = new int[SMALL];
    private boolean[] carded = new boolean[SMALL];
    private int size;

    public void clear() {
        size = 0;
        if (high.length > KEPT) {
            resize(SMALL);
        }
    }

    /** Adds a series; what belongs to it besides is set for the last one added. */
    public void add(long seriesHigh, long seriesLow, long seriesMetric, int start, int end) {
        if (size == high.length) {
            resize(2 * size);
        }
        high[size] = seriesHigh;
        low[size] = seriesLow;
        metric[size] = seriesMetric;
        from[size] = start;
        to[size] = end;
        size++;
    }

    /** Sets how many samples, histograms and exemplars the last series has. */
    public void holds(int sampleCount, int histogramCount, int exemplarCount) {
        samples[size - 1] = sampleCount;
        histograms[size - 1] = histogramCount;
        exemplars[size - 1] = exemplarCount;
    }

    /** Sets the first and the last millisecond of the last series' samples and histograms. */
    public void lies(long first, long last) {
        oldest[size - 1] = first;
        newest[size - 1] = last;
    }

    /** Sets whose the last series is, by number in {@link Replicas}, or {@link #NO_REPLICA}. */
    public void sentBy(int number) {
        replica[size - 1] = number;
    }

    /** Sets whether an exemplar of the last series holds a card number. */
    public void carded(boolean holdsCard) {
        carded[size - 1] = holdsCard;
    }

    /** Moves all series on by so many bytes that were put in before them. */
    public void shift(int bytes) {
        for (int i = 0; i < size; i++) {
            from[i] += bytes;
            to[i] += bytes;
        }
    }

    public int size() {
        return size;
    }

    public long high(int series) {
        return high[series];
    }

    public long low(int series) {
        return low[series];
    }

    /** A hash of the metric's name. */
    public long metric(int series) {
        return metric[series];
    }

    /** Where the series' field begins in the labelled bytes. */
    public int from(int series) {
        return from[series];
    }

    public int to(int series) {
        return to[series];
    }

    public int samples(int series) {
        return samples[series];
    }

    public int histograms(int series) {
        return histograms[series];
    }

    /** Samples and histograms. */
    public int points(int series) {
        return samples[series] + histograms[series];
    }

    public int exemplars(int series) {
        return exemplars[series];
    }

    public long oldest(int series) {
        return oldest[series];
    }

    public long newest(int series) {
        return newest[series];
    }

    public int replica(int series) {
        return replica[series];
    }

    public boolean carded(int series) {
        return carded[series];
    }

    private void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        metric = Arrays.copyOf(metric, capacity);
        oldest = Arrays.copyOf(oldest, capacity);
        newest = Arrays.copyOf(newest, capacity);
        from = Arrays.copyOf(from, capacity);
        to = Arrays.copyOf(to, capacity);
        samples = Arrays.copyOf(samples, capacity);
        histograms = Arrays.copyOf(histograms, capacity);
        exemplars = Arrays.copyOf(exemplars, capacity);
        replica = Arrays.copyOf(replica, capacity);
        carded = Arrays.copyOf(carded, capacity);
    }
}
