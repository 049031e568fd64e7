package io.pharos.alert.history;

import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Keeps the notification log at its size. */
@Singleton
@Startup
final class ForgetDeliveriesJob {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final DeliveryStore store;
    private final HistoryConfig config;
    private final Clock clock;
    private final Poll poll;

    ForgetDeliveriesJob(DeliveryStore store, HistoryConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.poll = Poll.start("notification-log-bounds", this::forget);
    }

    private Duration forget() {
        store.forget(clock.instant().minus(config.keep()), config.keepEntries());
        return PAUSE;
    }

    @PreDestroy
    void close() {
        poll.close();
    }
}
