package io.pharos.alert.ownership;

import io.pharos.alert.schedule.GroupKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a group, as PostgreSQL has it.
 *
 * @param owner null where it was given up, or nobody ever had it
 * @param epoch grows with each change of owner
 * @param lastSlot the slot that was claimed last; null where none was
 */
public record Holding(
        GroupKey group,
        @Nullable String owner,
        long epoch,
        @Nullable Instant lastSlot) {}
