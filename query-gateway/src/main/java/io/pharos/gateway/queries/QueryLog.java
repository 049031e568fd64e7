package io.pharos.gateway.queries;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Remembers what queries took, and writes it down every few seconds, so that all gateways share it and a crash loses
 * little. While PostgreSQL is away it remembers on, within its bound.
 */
@Singleton
public final class QueryLog {
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Database database;
    private final QueryLogStore store;
    private final QueriesConfig config;
    private final Clock clock;
    private final QueryMemory memory;
    private Instant tidiedAt = Instant.EPOCH;

    @Inject
    QueryLog(Database database, QueryLogStore store, QueriesConfig config, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.memory = new QueryMemory(config.mostHeld());
        FunctionCounter.builder("pharos.gateway.query.log.lost", memory, QueryMemory::lost)
                .description("Queries that the query log did not remember, for there were too many different ones")
                .register(registry);
    }

    /** Never waits. */
    public void saw(SeenQuery query) {
        memory.add(query.key(), QuerySum.of(query));
    }

    /** The tenant's queries since then, the greatest first. */
    List<TopQuery> top(TenantId tenant, Instant since, TopQuery.By by, int most) {
        return database.query(session -> store.top(session, tenant, since, by, most));
    }

    /** Writes down what is remembered; what cannot be written is remembered on. Returns the pause until the next. */
    Duration write() {
        Map<SeenQuery.Key, QuerySum> taken = memory.take();
        if (!taken.isEmpty()) {
            try {
                database.within(DEADLINE).transact(session -> {
                    store.add(session, taken);
                    return taken.size();
                });
            } catch (RuntimeException e) {
                taken.forEach(memory::add);
                throw e;
            }
        }
        tidy();
        return config.writeEvery();
    }

    private void tidy() {
        Instant now = clock.instant();
        if (tidiedAt.plus(TIDY_EVERY).isBefore(now)) {
            Instant oldest = now.minus(config.kept());
            Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
            database.within(DEADLINE).query(session -> store.forget(session, oldest, thisHour, config.keptPerHour()));
            tidiedAt = now;
        }
    }
}
