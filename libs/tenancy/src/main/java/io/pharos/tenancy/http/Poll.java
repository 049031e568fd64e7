package io.pharos.tenancy.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does a task again and again on a virtual thread of its own: the task says after how long, a failure is logged (the
 * first of a row) and tried again soon, with growing pauses up to {@link #LONGEST_RETRY}.
 */
public final class Poll implements AutoCloseable {
    /** One turn of the task; returns the pause until the next. */
    @FunctionalInterface
    public interface Turn {
        Duration run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Poll.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final String name;
    private final Turn turn;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Poll(String name, Turn turn) {
        this.name = name;
        this.turn = turn;
    }

    /** Starts at once. */
    public static Poll start(String name, Turn turn) {
        Poll poll = new Poll(name, turn);
        Thread.ofVirtual().name("poll-" + name).start(poll::loop);
        return poll;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void loop() {
        Duration retry = FIRST_RETRY;
        boolean failing = false;
        Duration pause = Duration.ZERO;
        while (!stopsWithin(pause)) {
            try {
                pause = turn.run();
                retry = FIRST_RETRY;
                if (failing) {
                    LOG.infof("%s: works again", name);
                }
                failing = false;
            } catch (Exception e) {
                if (!failing) {
                    LOG.warnf("%s: %s; trying again", name, e.toString());
                }
                failing = true;
                pause = retry;
                retry = min(retry.multipliedBy(2), LONGEST_RETRY);
            }
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
