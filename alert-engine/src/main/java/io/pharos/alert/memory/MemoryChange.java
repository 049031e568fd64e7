package io.pharos.alert.memory;

import io.pharos.alert.memory.GroupMemory.Remembered;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What an evaluation changed of what must outlive a replica. */
public enum MemoryChange {
    /** Nothing but values and annotations, which the next evaluation finds anew. */
    NONE,
    /** When alerts were sent last. */
    SENDINGS,
    /** Alerts began, fired or ended, or series did. */
    PHASES;

    /** So many alerts may be kept anew each time one is sent again; of more, only now and then. */
    private static final int FEW = 2_000;

    private static final Duration NOW_AND_THEN = Duration.ofMinutes(5);

    public static MemoryChange between(GroupMemory before, GroupMemory after) {
        MemoryChange most = NONE;
        for (int i = 0; i < after.rules().size(); i++) {
            MemoryChange change =
                    between(before.rules().get(i).memory(), after.rules().get(i).memory());
            most = change.compareTo(most) > 0 ? change : most;
        }
        return most;
    }

    /** Whether a change of sendings alone is worth keeping, so long after the last time. */
    public static boolean isWorthKeeping(GroupMemory memory, Instant keptAt, Instant now) {
        long alerts = memory.rules().stream()
                .map(Remembered::memory)
                .mapToLong(rule -> rule instanceof RuleMemory.OfAlerts of
                        ? of.state().alerts().size()
                        : 0)
                .sum();
        return alerts <= FEW || keptAt.plus(NOW_AND_THEN).isBefore(now);
    }

    private static MemoryChange between(RuleMemory before, RuleMemory after) {
        return switch (after) {
            case RuleMemory.OfAlerts now ->
                before instanceof RuleMemory.OfAlerts then
                        ? between(then.state().alerts(), now.state().alerts())
                        : PHASES;
            case RuleMemory.OfSeries now ->
                before instanceof RuleMemory.OfSeries then && then.series().equals(now.series()) ? NONE : PHASES;
        };
    }

    private static MemoryChange between(AlertSet before, AlertSet after) {
        if (before.size() != after.size()) {
            return PHASES;
        }
        MemoryChange most = NONE;
        for (ActiveAlert alert : after.all()) {
            ActiveAlert then = before.get(alert.labels());
            if (then == null || !then.phase().equals(alert.phase())) {
                return PHASES;
            }
            most = Objects.equals(then.lastSentAt(), alert.lastSentAt()) ? most : SENDINGS;
        }
        return most;
    }
}
