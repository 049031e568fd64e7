package io.pharos.gateway.cost;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.gateway.quota.Pause;
import io.pharos.gateway.quota.QuotaConfig;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Tenant;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Protects engines from a tenant whose questions keep them busy: the plan's cap on seconds at engines a minute. They
 * are never billed: how long a question takes is as much the engine's doing as the tenant's. While nobody can count,
 * everybody is let through.
 */
@Singleton
public final class QuerySeconds {
    /** The plan's cap on the seconds at engines that a tenant's questions take in a minute. */
    public static final String SECONDS_PER_MINUTE = "query.seconds-per-minute";

    private final SecondsLedger ledger;
    private final Pause pause;
    private final Counter uncounted;

    @Inject
    QuerySeconds(RedisAPI redis, QuotaConfig config, MeterRegistry registry) {
        this.ledger = new SecondsLedger(redis, config.timeout());
        this.pause = new Pause(config.pause(), System::nanoTime);
        this.uncounted = Counter.builder("pharos.gateway.seconds.uncounted")
                .description("Questions whose time at an engine could not be counted, for want of Redis")
                .register(registry);
    }

    /** Lets the tenant's next question through, or fails with the refusal. Asks nobody where the plan sets no cap. */
    public Future<Void> admit(Tenant tenant) {
        Optional<Duration> cap = cap(tenant);
        return cap.isEmpty() || pause.on() ? Future.succeededFuture() : admit(tenant, cap.get());
    }

    private Future<Void> admit(Tenant tenant, Duration cap) {
        return ledger.pause(tenant.id(), cap)
                .otherwise(failure -> {
                    pause.begin();
                    return Duration.ZERO;
                })
                .compose(wait -> wait.isZero() ? Future.succeededFuture() : Future.failedFuture(exhausted(cap, wait)));
    }

    /** A question of the tenant kept an engine busy for so long, whatever came of it. */
    public void spent(Tenant tenant, Duration took) {
        cap(tenant).ifPresent(cap -> ledger.spend(tenant.id(), cap, took).onFailure(away -> uncounted.increment()));
    }

    private static Optional<Duration> cap(Tenant tenant) {
        OptionalLong seconds = tenant.plan().cap(SECONDS_PER_MINUTE);
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 1, Integer.MAX_VALUE)));
    }

    private static Problem exhausted(Duration cap, Duration wait) {
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "quota.seconds-exhausted",
                        "this tenant's queries kept their engine busy for more than " + cap.toSeconds()
                                + " s in a minute: wait as Retry-After says, or ask for less")
                .retryAfter(wait);
    }
}
