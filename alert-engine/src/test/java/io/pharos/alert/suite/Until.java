package io.pharos.alert.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for a condition that comes true by itself, and fails with what is wrong where it does not in time. */
public final class Until {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Until() {}

    public static void holds(ThrowingCallable assertion) throws Throwable {
        holds(assertion, PATIENCE);
    }

    private static void holds(ThrowingCallable assertion, Duration patience) throws Throwable {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError | NullPointerException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    public static void isTrue(Supplier<Boolean> condition) throws Throwable {
        isTrue(condition, PATIENCE);
    }

    public static void isTrue(Supplier<Boolean> condition, Duration patience) throws Throwable {
        holds(
                () -> {
                    if (!condition.get()) {
                        throw new AssertionError("did not come true");
                    }
                },
                patience);
    }
}
