package io.pharos.gateway.fairness;

import io.pharos.gateway.cost.QuerySeconds;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.read.TenantReader;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Puts questions to engines as {@link TenantReader} does, each from a place of its own that it keeps until its answer
 * has ended. What needs no engine needs no place.
 */
@Singleton
public final class FairReader {
    /** The plan's cap on a tenant's questions at once. */
    static final String CONCURRENCY = "query.concurrency";

    private final EnginePlaces places;
    private final TenantReader engines;
    private final QuerySeconds seconds;
    private final FairnessConfig config;

    @Inject
    FairReader(EnginePlaces places, TenantReader engines, QuerySeconds seconds, FairnessConfig config) {
        this.places = places;
        this.seconds = seconds;
        this.engines = engines;
        this.config = config;
    }

    /**
     * Puts the question once there is a place for it, and within the deadline in all. Fails with a Problem where there
     * is no place in time or the tenant used its seconds up, as {@link TenantReader#read} does where the engine does
     * not answer.
     */
    public Future<EngineReply> read(
            EngineRoute route, TenantRead read, boolean acceptGzip, Duration deadline, Future<Void> unwanted) {
        long end = System.nanoTime() + deadline.toNanos();
        return seconds.admit(route.tenant())
                .compose(in -> places.enter(route.engine().id(), read.tenant(), most(route), deadline, unwanted))
                .compose(place -> Future.succeededFuture(place)
                        .compose(held -> engines.read(route, read, acceptGzip, rest(end), unwanted))
                        .onFailure(refused -> leave(place, route))
                        .onSuccess(reply -> reply.stream().end().onComplete(over -> leave(place, route))));
    }

    private void leave(EnginePlaces.Place place, EngineRoute route) {
        place.leave().ifPresent(held -> seconds.spent(route.tenant(), held));
    }

    private int most(EngineRoute route) {
        long cap = route.tenant().plan().cap(CONCURRENCY).orElse(config.tenantPlaces());
        return (int) Math.clamp(cap, 1, config.places());
    }

    private Duration rest(long end) {
        Duration rest = Duration.ofNanos(end - System.nanoTime());
        if (!rest.isPositive()) {
            throw places.waitedTooLong();
        }
        return rest;
    }
}
