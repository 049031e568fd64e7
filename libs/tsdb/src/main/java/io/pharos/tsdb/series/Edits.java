package io.pharos.tsdb.series;

import io.pharos.wire.remotewrite.SeriesFault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of each series of one labelled request: nearly always it is sent as it stands. */
public final class Edits {
    private static final byte KEEP = 0;
    private static final byte LEAVE_OUT = 1;
    private static final byte EDIT = 2;
    private static final Cut ALL = new Cut(Long.MIN_VALUE, Long.MAX_VALUE, null);

    /** The milliseconds in which a series' samples are stored, and what is wrong with those outside. */
    public record Cut(long earliest, long latest, @Nullable SeriesFault fault) {
        Cut and(Cut other) {
            return new Cut(
                    Math.max(earliest, other.earliest),
                    Math.min(latest, other.latest),
                    fault == null ? other.fault : fault);
        }
    }

    private final Map<Integer, Cut> cuts = new HashMap<>();
    private byte[] actions = new byte[4096];
    private int count;
    private int size;
    private boolean edited;
    private long samplesByRule;

    /** Keeps all of so many series. */
    public void keepAll(int series) {
        if (count > 0) {
            Arrays.fill(actions, 0, size, KEEP);
            cuts.clear();
        }
        if (actions.length < series) {
            actions = new byte[series];
        }
        count = 0;
        size = series;
        edited = false;
        samplesByRule = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public void leaveOut(int series) {
        actions[series] = LEAVE_OUT;
        count++;
    }

    /** Has the series written anew without what may not be stored of it. */
    public void edit(int series) {
        if (actions[series] == KEEP) {
            actions[series] = EDIT;
            edited = true;
            count++;
        }
    }

    /** The same, and without samples outside those times. */
    public void edit(int series, Cut cut) {
        edit(series);
        cuts.merge(series, cut, Cut::and);
    }

    /** Counts samples of a series that a rule of the tenant's own leaves out. */
    void countByRule(long samples) {
        samplesByRule += samples;
    }

    /** How many samples the tenant's own rules leave out. */
    public long samplesByRule() {
        return samplesByRule;
    }

    /** Whether any series is to be written anew. */
    public boolean hasEdits() {
        return edited;
    }

    public boolean isLeftOut(int series) {
        return actions[series] == LEAVE_OUT;
    }

    public boolean isEdited(int series) {
        return actions[series] == EDIT;
    }

    public Cut cut(int series) {
        return cuts.getOrDefault(series, ALL);
    }
}
