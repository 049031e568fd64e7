package io.pharos.gateway.fairness;

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

    private static final Duration LEAST = Duration.ofMillis(1);

    private final EnginePlaces places;
    private final TenantReader engines;
    private final FairnessConfig config;

    @Inject
    FairReader(EnginePlaces places, TenantReader engines, FairnessConfig config) {
        this.places = places;
        this.engines = engines;
        this.config = config;
    }

    /**
     * Puts the question once there is a place for it, and within the deadline in all. Fails with a Problem where there
     * is no place in time, as {@link TenantReader#read} does where the engine does not answer.
     */
    public Future<EngineReply> read(
            EngineRoute route, TenantRead read, boolean acceptGzip, Duration deadline, Future<Void> unwanted) {
        long asked = System.nanoTime();
        return places.enter(route.engine().id(), read.tenant(), most(route), unwanted)
                .compose(place -> Future.succeededFuture(place)
                        .compose(held -> engines.read(route, read, acceptGzip, rest(deadline, asked), unwanted))
                        .onFailure(refused -> place.leave())
                        .onSuccess(reply -> reply.stream().end().onComplete(end -> place.leave())));
    }

    private int most(EngineRoute route) {
        long cap = route.tenant().plan().cap(CONCURRENCY).orElse(config.tenantPlaces());
        return (int) Math.clamp(cap, 1, config.places());
    }

    private static Duration rest(Duration deadline, long asked) {
        Duration rest = deadline.minusNanos(System.nanoTime() - asked);
        return rest.compareTo(LEAST) < 0 ? LEAST : rest;
    }
}
