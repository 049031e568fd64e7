package io.pharos.tsdb.late;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisAPI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of late samples before their sender is told that they are stored, so that whoever was told never sees a kept
 * result without them. Samples in time, which is nearly all, cost a comparison. While Redis is away, writes go on: what
 * it missed is kept here and told once it is back.
 */
@Singleton
public final class LateWrites {
    private static final long RETRY_MILLIS = 1_000;

    /** 9999-12-31: times beyond it, and before 1970, are nobody's measurements. */
    private static final long LATEST = 253_402_300_799_999L;

    private final Vertx vertx;
    private final LateJournal journal;
    private final Clock clock;
    private final long after;
    private final Map<Place, LateOutbox> outboxes = new ConcurrentHashMap<>();

    private record Place(TenantId tenant, Environment environment) {}

    @Inject
    public LateWrites(Vertx vertx, RedisAPI redis, LateConfig config, Clock clock) {
        this(vertx, new RedisLateJournal(redis, config.timeout()), config, clock);
    }

    LateWrites(Vertx vertx, LateJournal journal, LateConfig config, Clock clock) {
        this.vertx = vertx;
        this.journal = journal;
        this.clock = clock;
        this.after = config.after().toMillis();
    }

    /**
     * Notes that samples from {@code oldest} on, in milliseconds since 1970, may have been stored. Completes, on the
     * caller's context, once that has been told where it had to be, or could not be told in time; never fails.
     */
    public Future<Void> note(TenantId tenant, Environment environment, long oldest) {
        if (oldest > clock.millis() - after) {
            return Future.succeededFuture();
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Void> told = Promise.promise();
        outbox(new Place(tenant, environment))
                .add(Math.clamp(oldest, 0, LATEST))
                .onComplete(done -> caller.runOnContext(back -> told.complete()));
        return told.future();
    }

    private LateOutbox outbox(Place place) {
        return outboxes.computeIfAbsent(
                place,
                key -> new LateOutbox(
                        key.tenant(),
                        oldest -> journal.mark(key.tenant(), key.environment(), oldest),
                        again -> vertx.setTimer(RETRY_MILLIS, id -> again.run())));
    }
}
