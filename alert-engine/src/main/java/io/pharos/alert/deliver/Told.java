package io.pharos.alert.deliver;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What receivers without an Alertmanager were told: evaluations send what goes on each minute, people want to hear of
 * it once, again after a while, and once of its end.
 */
final class Told {
    private record Memory(boolean resolved, Instant at, Instant endsAt) {}

    private final Map<Labels, Memory> told = new HashMap<>();
    private final Duration repeat;

    Told(Duration repeat) {
        this.repeat = repeat;
    }

    /** Whether this is news: a start, an end of what was told of, or a repetition that is due. */
    boolean isNews(Labels alert, boolean resolved, Instant now) {
        Memory last = told.get(alert);
        if (resolved) {
            return last != null && !last.resolved;
        }
        return last == null || last.resolved || !last.at.plus(repeat).isAfter(now);
    }

    /** Remembers that it was told; what ended by itself long ago is forgotten. */
    void remember(Labels alert, boolean resolved, Instant endsAt, Instant now) {
        told.put(alert, new Memory(resolved, now, endsAt));
    }

    /** Remembers that an alert goes on, although that was no news. */
    void goesOn(Labels alert, Instant endsAt) {
        told.computeIfPresent(alert, (labels, last) -> new Memory(last.resolved, last.at, endsAt));
    }

    /** Forgets what is over for a while. */
    void forget(Instant before) {
        told.values().removeIf(memory -> memory.endsAt.isBefore(before));
    }

    int size() {
        return told.size();
    }
}
