package io.pharos.gateway.cost;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Samples taken from a budget for one question, until {@link #settle} says how many they were. */
public final class Reservation {
    private final @Nullable Budget budget;
    private final LongConsumer settlement;
    private final AtomicBoolean settled = new AtomicBoolean();

    Reservation(@Nullable Budget budget, LongConsumer settlement) {
        this.budget = budget;
        this.settlement = settlement;
    }

    /** Of a tenant whose plan sets no budget, or while nobody can count. */
    public static Reservation none() {
        return new Reservation(null, samples -> {});
    }

    /** How the budget stands with this reservation taken; empty where there is none. */
    public Optional<Budget> budget() {
        return Optional.ofNullable(budget);
    }

    /** Takes the difference from the budget or gives it back; only the first call counts. */
    public void settle(long samples) {
        if (settled.compareAndSet(false, true)) {
            settlement.accept(samples);
        }
    }
}
