package io.pharos.router.proxy;

import java.time.Duration;
import java.time.Instant;

/**
 * A circuit breaker as a state machine: closed while at least half of the last calls reached their service, open for a
 * while when they did not, then half open: one probe at a time until one succeeds.
 */
public sealed interface BreakerState {
    int WINDOW = 20;
    int FEWEST = 5;
    Duration PAUSE = Duration.ofSeconds(1);

    /** Calls go through; the lowest {@code size} bits of {@code failures} are the last outcomes, 1 for a failure. */
    record Closed(long failures, int size) implements BreakerState {
        private static final long MASK = (1L << WINDOW) - 1;

        Closed and(boolean failed) {
            return new Closed(((failures << 1) | (failed ? 1 : 0)) & MASK, Math.min(WINDOW, size + 1));
        }

        boolean broken() {
            return size >= FEWEST && Long.bitCount(failures) * 2 >= size;
        }
    }

    /** No call goes through before {@code until}. */
    record Open(Instant until) implements BreakerState {}

    /** One probe is under way; another one may start at {@code nextProbe} if it does not come back. */
    record HalfOpen(Instant nextProbe) implements BreakerState {}

    /** Whether a call may start, and the state then. */
    record Permit(boolean granted, BreakerState next) {}

    static BreakerState closed() {
        return new Closed(0, 0);
    }

    default Permit ask(Instant now) {
        return switch (this) {
            case Closed closed -> new Permit(true, closed);
            case Open open -> probe(open.until(), now);
            case HalfOpen half -> probe(half.nextProbe(), now);
        };
    }

    /** Whether calls are held back. */
    default boolean shut() {
        return switch (this) {
            case Closed _ -> false;
            case Open _, HalfOpen _ -> true;
        };
    }

    default BreakerState succeeded() {
        return switch (this) {
            case Closed closed -> closed.and(false);
            case Open _, HalfOpen _ -> closed();
        };
    }

    default BreakerState failed(Instant now) {
        return switch (this) {
            case Closed closed -> {
                Closed next = closed.and(true);
                yield next.broken() ? new Open(now.plus(PAUSE)) : next;
            }
            case Open open -> open;
            case HalfOpen _ -> new Open(now.plus(PAUSE));
        };
    }

    private Permit probe(Instant from, Instant now) {
        return now.isBefore(from) ? new Permit(false, this) : new Permit(true, new HalfOpen(now.plus(PAUSE)));
    }
}
