package io.pharos.gateway.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.gateway.fairness.FairReader;
import io.pharos.tsdb.late.LateConfig;
import io.pharos.tsdb.late.LateLog;
import io.pharos.tsdb.write.ByteBudget;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the cache from its configuration, which has to agree with what writers are told. */
@Singleton
final class CacheBeans {
    /** A sixteenth of the heap for the JSON of results, which take some four times as much while they are read. */
    private static final int HEAP_PART = 16;

    private static final Duration LONGEST_TTL = Duration.ofDays(1);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(4);

    @Produces
    @Singleton
    Workers workers(Vertx vertx) {
        return new Workers(vertx);
    }

    void close(@Disposes Workers workers) {
        workers.close();
    }

    @Produces
    @Singleton
    RangeCache cache(
            Vertx vertx,
            Redis redis,
            FairReader engines,
            Workers workers,
            CacheConfig config,
            LateConfig late,
            MeterRegistry registry) {
        require(config, late);
        return new RangeCache(
                vertx,
                new RangeStore(redis, config.timeout(), config.ttl()),
                new PieceReader(engines, workers),
                workers,
                config,
                new CacheMetrics(registry),
                ByteBudget.ofHeap(HEAP_PART));
    }

    private static void require(CacheConfig config, LateConfig late) {
        if (config.youngest().compareTo(late.after().plus(CLOCKS_APART)) < 0) {
            throw new IllegalArgumentException("pharos.cache.youngest is " + config.youngest()
                    + ": give at least four minutes more than pharos.late.after, which is " + late.after());
        }
        if (config.ttl().compareTo(LONGEST_TTL) > 0 || config.ttl().compareTo(LateLog.KEPT) >= 0) {
            throw new IllegalArgumentException("pharos.cache.ttl is " + config.ttl() + ": give at most a day");
        }
    }
}
