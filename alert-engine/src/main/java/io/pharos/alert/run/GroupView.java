package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as it is after its last evaluation, to be looked at by anybody.
 *
 * @param evaluatedAt null where it was not evaluated here yet
 * @param missed how many slots were missed here
 */
public record GroupView(
        CompiledGroup group,
        GroupMemory memory,
        List<RuleReport> reports,
        @Nullable Instant evaluatedAt,
        Duration took,
        long missed,
        Insights insights) {
    static GroupView of(CompiledGroup group, GroupMemory memory, Insights insights) {
        return new GroupView(group, memory, none(group), null, Duration.ZERO, 0, insights);
    }

    GroupView edited(CompiledGroup now, GroupMemory carried) {
        return new GroupView(now, carried, none(now), evaluatedAt, took, missed, insights);
    }

    GroupView evaluated(Evaluated result, Instant slot, Duration length, long missedBefore) {
        return new GroupView(group, result.memory(), result.reports(), slot, length, missed + missedBefore, insights);
    }

    /** Which part of its interval the last evaluation took; above one, slots are missed. */
    public double saturation() {
        return (double) took.toNanos() / group.interval().toNanos();
    }

    private static List<RuleReport> none(CompiledGroup group) {
        return Collections.nCopies(group.rules().size(), RuleReport.NONE);
    }
}
