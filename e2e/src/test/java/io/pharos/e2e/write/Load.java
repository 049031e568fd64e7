package io.pharos.e2e.write;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A sender that behaves as Prometheus does: one sample after the other, each sent again until it is acknowledged. It
 * remembers what was acknowledged, and what it was answered meanwhile.
 */
public final class Load implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String metric;
    private final Supplier<FrontDoor> door;
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private volatile Instant lastSuccess = Instant.now();
    private volatile boolean stopped;
    private final Thread thread;

    /** An answer that was no acknowledgement; status 0 stands for a broken connection. */
    public record Refusal(Instant at, int status, String retryAfter) {}

    private Load(String metric, Supplier<FrontDoor> door) {
        this.metric = metric;
        this.door = door;
        this.thread = Thread.ofVirtual().name("load-" + metric).unstarted(this::sendOn);
    }

    /** Starts sending; the door is asked for before each request, so that tokens stay fresh. */
    public static Load start(String metric, Supplier<FrontDoor> door) {
        Load load = new Load(metric, door);
        load.thread.start();
        return load;
    }

    /** Stops after the request in flight, whose answer counts: who hung up would not know whether it was stored. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        thread.join();
    }

    /** The timestamps of acknowledged samples, in milliseconds. */
    public Stream<Long> acknowledged() {
        return acknowledged.stream();
    }

    /** Every answer that was no acknowledgement. */
    public Stream<Refusal> refusals() {
        return refusals.stream();
    }

    /** How long nothing has been acknowledged. */
    public Duration sinceSuccess() {
        return Duration.between(lastSuccess, Instant.now());
    }

    /** When a sample was last acknowledged. */
    public Instant lastSuccess() {
        return lastSuccess;
    }

    private void sendOn() {
        while (!stopped) {
            Series sample = Series.now(metric, acknowledged.size());
            while (!accepted(sample) && !stopped) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean accepted(Series sample) {
        Instant now = Instant.now();
        try {
            Answer answer = door.get().write(RemoteWrite.of(sample));
            if (answer.status() / 100 == 2) {
                acknowledged.add(sample.timestampMillis());
                lastSuccess = Instant.now();
                return true;
            }
            refusals.add(new Refusal(now, answer.status(), answer.header("Retry-After")));
        } catch (UncheckedIOException | IllegalStateException e) {
            refusals.add(new Refusal(now, 0, ""));
        }
        return false;
    }
}
