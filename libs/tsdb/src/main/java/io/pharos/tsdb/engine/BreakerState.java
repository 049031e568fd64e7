package io.pharos.tsdb.engine;

import java.time.Duration;

/** Whether an engine is worth asking. Times are {@link System#nanoTime()}'s. */
sealed interface BreakerState {
    BreakerState NEW = new Closed(0);

    BreakerState succeeded();

    BreakerState failed(long now, BreakerPolicy policy);

    /** Nothing was learnt; whoever was out to try is not any more. */
    default BreakerState gaveUp(long now, BreakerPolicy policy) {
        return this;
    }

    /** After how many failures in a row the door closes, and for how long until one request may try. */
    record BreakerPolicy(int failures, Duration pause) {
        public BreakerPolicy {
            if (failures < 1 || !pause.isPositive()) {
                throw new IllegalArgumentException("a breaker needs at least one failure and a pause");
            }
        }
    }

    /** Requests go through. */
    record Closed(int failures) implements BreakerState {
        @Override
        public BreakerState succeeded() {
            return failures == 0 ? this : NEW;
        }

        @Override
        public BreakerState failed(long now, BreakerPolicy policy) {
            int sum = failures + 1;
            return sum >= policy.failures() ? Open.from(now, policy) : new Closed(sum);
        }
    }

    /** No request goes through before that time. */
    record Open(long until) implements BreakerState {
        static Open from(long now, BreakerPolicy policy) {
            return new Open(now + policy.pause().toNanos());
        }

        @Override
        public BreakerState succeeded() {
            return NEW;
        }

        @Override
        public BreakerState failed(long now, BreakerPolicy policy) {
            return this;
        }
    }

    /** One request is out to see whether the engine is back. */
    record Trying() implements BreakerState {
        @Override
        public BreakerState succeeded() {
            return NEW;
        }

        @Override
        public BreakerState failed(long now, BreakerPolicy policy) {
            return Open.from(now, policy);
        }

        @Override
        public BreakerState gaveUp(long now, BreakerPolicy policy) {
            return Open.from(now, policy);
        }
    }
}
