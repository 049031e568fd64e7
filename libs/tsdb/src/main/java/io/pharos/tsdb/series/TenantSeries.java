package io.pharos.tsdb.series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * One tenant's active series: those seen in this window of ten minutes or in the one before. What the engine has
 * acknowledged in an hour is counted for that hour. Thread-safe; a request holds it for the time of its own series.
 */
final class TenantSeries {
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS_KEPT = 4;

    final SeriesTable table = new SeriesTable();
    final MetricCounts metrics = new MetricCounts();
    private final TreeMap<Long, DistinctCount> hours = new TreeMap<>();
    private LabelCounts labels = new LabelCounts();
    private LabelCounts labelsBefore = new LabelCounts();
    private long window = -1;
    private int active;
    private int dropped;

    /** Says what becomes of each series of a request; those that are stored later on are to be {@link #stored}. */
    synchronized Pending admit(SeriesBatch batch, Edits edits) {
        turn(batch.now());
        return new Admission(this, batch, edits).all();
    }

    /** Begins the window of that millisecond, where it has not begun. */
    private void turn(long now) {
        long number = now / WINDOW.toMillis();
        if (number > window) {
            labelsBefore = number == window + 1 ? labels : new LabelCounts();
            labels = new LabelCounts();
            window = number;
            hours.headMap(thisHour() - HOURS_KEPT, true).clear();
        }
    }

    /** The window as a {@link SeriesWord} has it. */
    int window() {
        return (int) window & (SeriesWord.WINDOWS - 1);
    }

    LabelCounts labels() {
        return labels;
    }

    /** Counts a series in or out. */
    void count(long word, int by) {
        if (SeriesWord.has(word, SeriesWord.DROPPED)) {
            dropped += by;
            return;
        }
        active += by;
        metrics.add(SeriesWord.metric(word), by);
    }

    /** Notes that the engine has acknowledged these series of a request, of those whose number passes the test. */
    synchronized void stored(Pending series, IntPredicate which) {
        series.read(which, (high, low, newest) -> {
            table.find(high, low);
            long word = table.word();
            if (word == SeriesWord.NONE) {
                return;
            }
            if (!SeriesWord.has(word, SeriesWord.STORED)) {
                table.word(word | SeriesWord.STORED);
                hour().add(low);
            }
            if (series.isTimed()) {
                table.newest(newest);
            }
        });
    }

    private DistinctCount hour() {
        return hours.computeIfAbsent(thisHour(), fresh -> new DistinctCount());
    }

    private long thisHour() {
        return window * WINDOW.toMillis() / HOUR;
    }

    /** Lets go of series that are no longer active, in one part of the table; answers the next part, or 0. */
    synchronized int sweep(int place, long now) {
        turn(now);
        table.sweep(place, word -> {
            boolean isPast = SeriesWord.isPast(word, window());
            if (isPast) {
                count(word, -1);
            }
            return isPast;
        });
        return place + 1 < table.places() ? place + 1 : 0;
    }

    /** How many series are active. */
    synchronized int active() {
        return active;
    }

    /** How many series are left out by the tenant's rules. */
    synchronized int dropped() {
        return dropped;
    }

    synchronized long bytes() {
        return table.bytes();
    }

    /** What was stored in an hour (since 1970), as bytes of a {@link DistinctCount}; empty where nothing was. */
    synchronized byte[] hour(long number) {
        DistinctCount count = hours.get(number);
        return count == null ? new byte[0] : count.write();
    }

    synchronized Cardinality cardinality() {
        List<Cardinality.Metric> counts = new ArrayList<>();
        metrics.forEach((name, count) -> counts.add(new Cardinality.Metric(name, count)));
        return new Cardinality(active, dropped, counts, labels.with(labelsBefore));
    }
}
