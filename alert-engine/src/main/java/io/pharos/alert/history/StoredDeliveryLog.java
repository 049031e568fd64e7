package io.pharos.alert.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Writes the log behind the back of who sends: what the database does not take in time is counted and let go. */
@Singleton
@Startup
final class StoredDeliveryLog implements DeliveryLog {
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final DeliveryStore store;
    private final Counter lost;
    private final Poll poll;

    StoredDeliveryLog(DeliveryStore store, MeterRegistry metrics) {
        this.store = store;
        this.lost = Counter.builder("pharos.alert.notification.log.lost")
                .description("Entries of the notification log that were not stored.")
                .register(metrics);
        this.poll = Poll.start("notification-log", this::flush);
    }

    @Override
    public void add(Delivery delivery) {
        if (!waiting.offer(delivery)) {
            lost.increment();
        }
    }

    private Duration flush() {
        List<Delivery> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        if (batch.isEmpty()) {
            return PAUSE;
        }
        try {
            store.add(batch);
        } catch (RuntimeException e) {
            lost.increment(batch.size());
            throw e;
        }
        return batch.size() == BATCH ? Duration.ZERO : PAUSE;
    }

    @PreDestroy
    void close() {
        poll.close();
        while (!waiting.isEmpty()) {
            flush();
        }
    }
}
