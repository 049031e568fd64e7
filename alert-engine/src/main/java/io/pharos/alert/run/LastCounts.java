package io.pharos.alert.run;

import io.pharos.alert.evaluate.SeriesCounts;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** How many series a group's queries had when they were last asked. */
final class LastCounts implements SeriesCounts {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public OptionalInt of(String query) {
        Integer count = counts.get(query);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    void saw(String query, int series) {
        counts.put(query, series);
    }
}
