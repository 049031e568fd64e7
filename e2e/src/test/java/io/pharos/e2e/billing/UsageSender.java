package io.pharos.e2e.billing;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tells usage as a hostile network would: batches out of order, each event several times, each batch again until it is
 * acknowledged. It knows what the distinct events add up to.
 */
final class UsageSender implements AutoCloseable {
    private static final int BATCH = 40;
    private static final long PAUSE_NANOS = 20_000_000;

    private final String resource;
    private final Supplier<FrontDoor> door;
    private final Random random = new Random(42);
    private final List<String> history = new ArrayList<>();
    private final AtomicLong sum = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    private UsageSender(String resource, Supplier<FrontDoor> door) {
        this.resource = resource;
        this.door = door;
        this.thread = Thread.ofVirtual().name("usage-" + resource).unstarted(this::run);
    }

    static UsageSender start(String resource, Supplier<FrontDoor> door) {
        UsageSender sender = new UsageSender(resource, door);
        sender.thread.start();
        return sender;
    }

    /** What the events that were acknowledged add up to, each once. */
    long sum() {
        return sum.get();
    }

    /** How many distinct events were acknowledged. */
    long events() {
        return events.get();
    }

    /** Stops once everything is acknowledged that was begun. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        for (int batch = 0; !stopping; batch++) {
            long added = 0;
            List<String> fresh = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int quantity = 1 + random.nextInt(1000);
                added += quantity;
                fresh.add(event(batch * BATCH + i, quantity));
            }
            history.addAll(fresh);
            sendUntilAcknowledged(shuffled(fresh));
            sum.addAndGet(added);
            events.addAndGet(BATCH);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The new ones, some of them twice, and some of any time before. */
    private String shuffled(List<String> fresh) {
        List<String> all = new ArrayList<>(fresh);
        all.addAll(fresh.subList(0, BATCH / 4));
        for (int i = 0; i < BATCH / 4; i++) {
            all.add(history.get(random.nextInt(history.size())));
        }
        Collections.shuffle(all, random);
        return "[" + String.join(",", all) + "]";
    }

    private void sendUntilAcknowledged(String body) {
        while (!acknowledged(body)) {
            LockSupport.parkNanos(5 * PAUSE_NANOS);
        }
    }

    private boolean acknowledged(String body) {
        try {
            Answer answer = door.get().postJson("/api/v1/usage", body);
            if (answer.status() != 200) {
                return false;
            }
            JsonNode notCounted = answer.json().path("notCounted");
            if (notCounted.asInt(-1) != 0) {
                throw new AssertionError("not counted: " + answer);
            }
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private String event(int number, int quantity) {
        Instant time = Instant.now().minusSeconds(random.nextInt(1800));
        return "{\"id\":\"%s-%d\",\"time\":\"%s\",\"data\":{\"resource_type\":\"%s\",\"quantity\":%d}}"
                .formatted(resource, number, time, resource, quantity);
    }
}
