package io.pharos.alert.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * The moments at which a group is evaluated: one an interval, at a fixed offset, in whole milliseconds since 1970.
 * They depend on the configuration alone, so that whoever evaluates the group next finds the same ones.
 */
public record Slots(Duration interval, Duration offset) {
    public Slots {
        if (interval.toMillis() < 1 || offset.isNegative() || offset.compareTo(interval) >= 0) {
            throw new IllegalArgumentException("an offset lies within the interval, which is at least a millisecond");
        }
    }

    /** Spread by a hash, so that the groups of an interval do not all ask at once. */
    public static Slots spread(long hash, Duration interval) {
        return new Slots(interval, Duration.ofMillis(Math.floorMod(hash, interval.toMillis())));
    }

    /** At an offset that the group asks for ({@code eval_offset}); a negative one counts from the interval's end. */
    public static Slots at(Duration offset, Duration interval) {
        return new Slots(interval, Duration.ofMillis(Math.floorMod(offset.toMillis(), interval.toMillis())));
    }

    /** The last slot that is not after a time. */
    public Instant latest(Instant now) {
        long size = interval.toMillis();
        long rounds = Math.floorDiv(now.toEpochMilli() - offset.toMillis(), size);
        return Instant.ofEpochMilli(rounds * size + offset.toMillis());
    }

    /** What to do now for a group whose last slot was that; each slot is evaluated at most once. */
    public Due due(Instant last, Instant now) {
        Instant slot = latest(now);
        if (!slot.isAfter(last)) {
            return new Due.Wait(last.isAfter(now) ? last.plus(interval) : slot.plus(interval));
        }
        long passed = Duration.between(latest(last), slot).dividedBy(interval);
        return new Due.Evaluate(slot, Math.max(0, passed - 1));
    }

    /** When a group that was never evaluated has its first slot: the next one, or now where now is one. */
    public Instant first(Instant now) {
        Instant slot = latest(now);
        return slot.toEpochMilli() == now.toEpochMilli() ? slot : slot.plus(interval);
    }
}
