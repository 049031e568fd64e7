package io.pharos.gateway.isolation;

import io.pharos.gateway.isolation.CanaryPlan.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** When each pair was tried last, and how many were not within the stated time. Thread-safe. */
final class CanaryCoverage {
    private final Map<Pair, Instant> tried = new HashMap<>();
    private Duration stated = Duration.ZERO;

    /** These are all pairs now, each to be tried within that time; a pair that is new counts from now. */
    synchronized void expect(List<Pair> pairs, Duration within, Instant now) {
        stated = within;
        tried.keySet().retainAll(new HashSet<>(pairs));
        pairs.forEach(pair -> tried.putIfAbsent(pair, now));
    }

    synchronized void tried(Pair pair, Instant at) {
        tried.put(pair, at);
    }

    synchronized long overdue(Instant now) {
        return tried.values().stream()
                .filter(last -> last.plus(stated).isBefore(now))
                .count();
    }
}
