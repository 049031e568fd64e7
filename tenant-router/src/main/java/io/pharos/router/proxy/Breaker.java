package io.pharos.router.proxy;

import java.time.Clock;
import java.time.Instant;

/** The breaker of one service: holds a {@link BreakerState} and moves it. Safe for use by several event loops. */
final class Breaker {
    private final Clock clock;
    private BreakerState state = BreakerState.closed();

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether a call may start now. */
    synchronized boolean permits() {
        BreakerState.Permit permit = state.ask(clock.instant());
        state = permit.next();
        return permit.granted();
    }

    /** The service was reached and answered, whatever it said. */
    synchronized void reached() {
        state = state.succeeded();
    }

    /** The service could not be connected to, or did not answer in time. */
    synchronized void unreachable() {
        Instant now = clock.instant();
        state = state.failed(now);
    }

    synchronized BreakerState state() {
        return state;
    }
}
