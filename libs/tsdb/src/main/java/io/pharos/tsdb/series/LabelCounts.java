package io.pharos.tsdb.series;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.SeriesText;
import io.pharos.wire.series.TextHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many series of one window have each label, and about how many values it has; the first {@link #MOST} names. */
final class LabelCounts {
    static final int MOST = 128;
    private static final int PRECISION = 11;
    /** As many as take the room of the registers. */
    private static final int EXACT = 128;

    private static final class Known {
        private final String name;
        private final DistinctCount values = new DistinctCount(PRECISION, EXACT);
        private long series;

        Known(String name) {
            this.name = name;
        }
    }

    private final Map<Long, Known> labels = new HashMap<>();
    private final TextHash hash = new TextHash();

    void add(byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
        hash.of(names, nameFrom, nameTo);
        Known known = labels.get(hash.low());
        if (known == null) {
            if (labels.size() >= MOST) {
                return;
            }
            known = new Known(CardGuard.hidden(SeriesText.part(names, nameFrom, nameTo)));
            labels.put(hash.low(), known);
        }
        hash.of(values, valueFrom, valueTo);
        known.values.add(hash.low());
        known.series++;
    }

    /** What this window and the one before tell together. */
    List<Cardinality.Label> with(LabelCounts before) {
        Set<Long> all = new HashSet<>(labels.keySet());
        all.addAll(before.labels.keySet());
        List<Cardinality.Label> result = new ArrayList<>();
        for (long label : all) {
            Known now = labels.get(label);
            Known then = before.labels.get(label);
            result.add(now == null || then == null ? one(now == null ? then : now) : both(now, then));
        }
        return result;
    }

    private static Cardinality.Label one(@Nullable Known known) {
        Known only = Objects.requireNonNull(known);
        return new Cardinality.Label(only.name, only.series, only.values.estimate());
    }

    private static Cardinality.Label both(Known now, Known then) {
        DistinctCount values = new DistinctCount(PRECISION, EXACT);
        values.merge(now.values);
        values.merge(then.values);
        return new Cardinality.Label(now.name, Math.max(now.series, then.series), values.estimate());
    }
}
