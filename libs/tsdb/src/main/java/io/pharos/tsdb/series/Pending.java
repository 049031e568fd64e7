package io.pharos.tsdb.series;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The series of one request that are noted as stored once the engine has acknowledged them; nearly always none. */
public final class Pending {
    /** None. */
    public static final Pending NONE = new Pending(0, false);

    private long[] high;
    private long[] low;
    private long[] newest;
    private int[] series;
    private final boolean timed;
    private int size;

    /** Room for some; timestamps matter only where the series' newest are kept. */
    Pending(int capacity, boolean timed) {
        this.timed = timed;
        high = new long[capacity];
        low = new long[capacity];
        newest = new long[capacity];
        series = new int[capacity];
    }

    void add(long seriesHigh, long seriesLow, long lastTimestamp, int number) {
        if (size == high.length) {
            int capacity = Math.max(64, 2 * size);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            newest = Arrays.copyOf(newest, capacity);
            series = Arrays.copyOf(series, capacity);
        }
        high[size] = seriesHigh;
        low[size] = seriesLow;
        newest[size] = lastTimestamp;
        series[size++] = number;
    }

    /** Takes one series after another. */
    interface Reader {
        void series(long high, long low, long newest);
    }

    /** Reads those whose number in the request was stored. */
    void read(IntPredicate stored, Reader reader) {
        for (int i = 0; i < size; i++) {
            if (stored.test(series[i])) {
                reader.series(high[i], low[i], newest[i]);
            }
        }
    }

    boolean isTimed() {
        return timed;
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
