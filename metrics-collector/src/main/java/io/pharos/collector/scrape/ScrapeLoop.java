package io.pharos.collector.scrape;

import io.pharos.collector.targets.Target;
import io.pharos.collector.targets.TargetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes one target, a slot after the other, while this replica owns it. What another replica took over it forgets
 * without stale markers: the series go on there.
 */
final class ScrapeLoop {
    private static final Duration PUNCTUAL = Duration.ofMillis(100);

    private final Target target;
    private final Surroundings surroundings;
    private final Slots slots;
    private Set<SortedMap<String, String>> before = Set.of();
    private boolean owned;
    private @Nullable Instant last;
    private volatile @Nullable TargetState state;

    /** What a loop needs: when, from where, whether, and where to. */
    record Surroundings(Clock clock, Fetcher fetcher, BooleanSupplier owns, Consumer<byte[]> outlet) {}

    ScrapeLoop(Target target, Surroundings surroundings) {
        this.target = target;
        this.surroundings = surroundings;
        this.slots = Slots.of(target.id(), target.job().interval());
    }

    Target target() {
        return target;
    }

    /** How the target was last; empty before the first scrape and after it was told. */
    Optional<TargetState> takeState() {
        TargetState taken = state;
        state = null;
        return Optional.ofNullable(taken);
    }

    /** Scrapes if a new slot has begun; returns the time until the next. */
    synchronized Duration turn() throws InterruptedException {
        Instant now = surroundings.clock().instant();
        Instant slot = slots.current(now);
        boolean begun = last != null && slot.isAfter(last);
        last = slot;
        if (begun) {
            scrapeIfOwned(slot, now);
        }
        // Counted from the slot that was looked at: the next may have begun while this turn ran, and is not to be
        // missed.
        Duration pause = Duration.between(surroundings.clock().instant(), slots.after(slot));
        return pause.isPositive() ? pause : Duration.ZERO;
    }

    private void scrapeIfOwned(Instant slot, Instant now) throws InterruptedException {
        owned = surroundings.owns().getAsBoolean();
        if (!owned) {
            before = Set.of();
            return;
        }
        boolean punctual = Duration.between(slot, now).compareTo(PUNCTUAL) <= 0;
        scrape(punctual ? slot : now);
    }

    private void scrape(Instant at) throws InterruptedException {
        long start = System.nanoTime();
        Round round = new Round(target, at.toEpochMilli());
        String problem = null;
        try {
            round.read(surroundings.fetcher().fetch(target));
        } catch (ScrapeFailure failed) {
            problem = failed.reason();
            round = new Round(target, at.toEpochMilli());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        round.markStale(before);
        round.report(problem == null, took, before);
        before = round.tracked();
        state = new TargetState(
                target.job().key(), target.url().toString(), target.labels(), at, took, round.scraped(), problem);
        surroundings.outlet().accept(round.packed());
    }

    /** The target is no target any more: its series end, where they were written from here. */
    synchronized void end() {
        if (owned && surroundings.owns().getAsBoolean()) {
            Round round = new Round(target, surroundings.clock().instant().toEpochMilli());
            round.markStale(before);
            round.end();
            surroundings.outlet().accept(round.packed());
        }
        before = Set.of();
    }

    /** Goes on where the loop of the same target under other settings was. */
    synchronized void goOnFrom(ScrapeLoop earlier) {
        synchronized (earlier) {
            before = earlier.before;
            owned = earlier.owned;
            last = earlier.last;
        }
    }
}
