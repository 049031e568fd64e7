package io.pharos.tsdb.engine;

import io.pharos.tsdb.engine.BreakerState.BreakerPolicy;
import io.pharos.tsdb.engine.BreakerState.Closed;
import io.pharos.tsdb.engine.BreakerState.Open;
import io.pharos.tsdb.engine.BreakerState.Trying;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps requests from an engine that does not answer. Only failures to connect and time-outs count. */
final class Breaker {
    private static final Duration WHILE_TRYING = Duration.ofSeconds(1);

    private final BreakerPolicy policy;
    private final LongSupplier nanoTime;
    private BreakerState state = BreakerState.NEW;

    Breaker(BreakerPolicy policy, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /** Empty where a request may go; else the time after which to ask again. A request let in must report back. */
    synchronized Optional<Duration> refusal() {
        long now = nanoTime.getAsLong();
        return switch (state) {
            case Closed closed -> Optional.empty();
            case Trying trying -> Optional.of(WHILE_TRYING);
            case Open open when now - open.until() < 0 -> Optional.of(Duration.ofNanos(open.until() - now));
            case Open open -> {
                state = new Trying();
                yield Optional.empty();
            }
        };
    }

    synchronized void succeeded() {
        state = state.succeeded();
    }

    synchronized void failed() {
        state = state.failed(nanoTime.getAsLong(), policy);
    }

    /** The request ended before it could tell anything. */
    synchronized void gaveUp() {
        state = state.gaveUp(nanoTime.getAsLong(), policy);
    }

    synchronized boolean isOpen() {
        return !(state instanceof Closed);
    }
}
