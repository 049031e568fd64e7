package io.pharos.billing.rollup;

import io.pharos.billing.rollup.RollupStore.DirtyHour;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Adds hours up: an hour that is over and that events came in for is computed anew from all its events. So late events,
 * repetitions and interrupted runs change nothing but what they should. One runner over all replicas, by a lock in
 * PostgreSQL; an hour is one transaction.
 */
@Singleton
public final class Rollup {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final RollupStore store;
    private final RollupConfig config;
    private final Clock clock;

    Rollup(Database database, RollupStore store, RollupConfig config, Clock clock) {
        this.database = database.within(DEADLINE);
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** An hour that was computed anew, and how many of its groups were new or other. */
    public record Done(Instant hour, int tenants, int changed) {}

    /** Computes one hour anew; empty where none is to be, or another replica is at it. */
    public Optional<Done> step() {
        Instant latest = latestClosed();
        return database.transact(session -> {
            if (!store.lock(session)) {
                return Optional.empty();
            }
            return store.next(session, latest).map(dirty -> recompute(session, dirty));
        });
    }

    /** Computes every hour anew that waits; answers with how many. */
    public int run() {
        int hours = 0;
        while (step().isPresent()) {
            hours++;
        }
        return hours;
    }

    /** Cuts a tenant's buckets so that its days end at the edge of one. */
    public void zone(Session session, TenantId tenant, ZoneId zone) {
        store.setWidth(session, tenant.value(), BucketWidth.of(zone).minutes());
    }

    /** The beginning of the last hour that is over. */
    Instant latestClosed() {
        return clock.instant()
                .minus(config.settle())
                .truncatedTo(ChronoUnit.HOURS)
                .minus(HOUR);
    }

    private Done recompute(Session session, DirtyHour dirty) {
        Instant asOf = store.nextAsOf(session);
        int changed = store.recompute(session, dirty, asOf);
        return new Done(dirty.hour(), dirty.tenants().size(), changed);
    }
}
