package io.pharos.gateway.quota;

import io.pharos.model.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Judges each request against its user's quota: by the shared window, and while that cannot count, by what
 * {@link QuotaConfig} says for the role. Its future never fails and never takes longer than the configured time-out.
 */
public final class QuotaGuard {
    private static final Verdict UNLIMITED = new Verdict.Unlimited();
    private static final Verdict UNCOUNTED = new Verdict.Uncounted();

    private final Window shared;
    private final Window local;
    private final QuotaConfig config;
    private final LongSupplier nanoClock;
    private final AtomicLong askAgainAt;

    QuotaGuard(Window shared, Window local, QuotaConfig config, LongSupplier nanoClock) {
        this.shared = shared;
        this.local = local;
        this.config = config;
        this.nanoClock = nanoClock;
        this.askAgainAt = new AtomicLong(nanoClock.getAsLong());
    }

    /** Counts one request of that user. */
    public Future<Verdict> admit(QuotaKey key, Role role, Quota quota) {
        return switch (quota) {
            case Quota.Unlimited u -> Future.succeededFuture(UNLIMITED);
            case Quota.PerSecond perSecond -> counted(key, role, perSecond.requests());
        };
    }

    private Future<Verdict> counted(QuotaKey key, Role role, int limit) {
        if (nanoClock.getAsLong() - askAgainAt.get() < 0) {
            return uncounted(key, role, limit);
        }
        return shared.take(key, limit).recover(failure -> {
            askAgainAt.set(nanoClock.getAsLong() + config.pause().toNanos());
            return uncounted(key, role, limit);
        });
    }

    private Future<Verdict> uncounted(QuotaKey key, Role role, int limit) {
        if (config.refusedUncounted().contains(role)) {
            return Future.succeededFuture(UNCOUNTED);
        }
        return local.take(key, Math.max(1, (int) (limit * config.localShare())));
    }

    /** How long a caller that could not be counted should wait. */
    public Duration pause() {
        return config.pause();
    }
}
