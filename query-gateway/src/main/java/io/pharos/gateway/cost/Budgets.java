package io.pharos.gateway.cost;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.gateway.quota.Pause;
import io.pharos.gateway.quota.QuotaConfig;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.tenancy.directory.Tenant;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Holds tenants to their plan's budget of samples a day. A question whose estimate does not fit in what is left is
 * refused; what it really read is taken after. While nobody can count, roles that are served uncounted go on without.
 */
@Singleton
public final class Budgets {
    /** The plan's cap on the samples that a tenant's queries read in a day. */
    public static final String SAMPLES_PER_DAY = "query.samples-per-day";

    private static final Logger LOG = Logger.getLogger(Budgets.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SampleLedger ledger;
    private final QuotaConfig config;
    private final Pause pause;
    private final Counter unsettled;

    @Inject
    Budgets(RedisAPI redis, QuotaConfig config, MeterRegistry registry) {
        this.ledger = new SampleLedger(redis, config.timeout());
        this.config = config;
        this.pause = new Pause(config.pause(), System::nanoTime);
        this.unsettled = Counter.builder("pharos.gateway.budget.uncounted")
                .description("Queries whose samples could not be taken from a budget, for want of Redis")
                .register(registry);
    }

    /** Reserves the estimate; fails with the refusal. Asks nobody where the plan sets no budget. */
    public Future<Reservation> reserve(Tenant tenant, Role role, LongSupplier estimate) {
        OptionalLong cap = tenant.plan().cap(SAMPLES_PER_DAY);
        if (cap.isEmpty()) {
            return Future.succeededFuture(Reservation.none());
        }
        long limit = cap.getAsLong();
        long samples = estimate.getAsLong();
        return entry(tenant, role, limit, samples)
                .map(entry -> entry.day().isEmpty() ? Reservation.none() : reservation(tenant, limit, samples, entry));
    }

    private Future<SampleLedger.Entry> entry(Tenant tenant, Role role, long limit, long samples) {
        if (pause.on()) {
            return uncounted(role);
        }
        return ledger.reserve(tenant.id(), limit, samples).recover(failure -> {
            pause.begin();
            return uncounted(role);
        });
    }

    private Reservation reservation(Tenant tenant, long limit, long samples, SampleLedger.Entry entry) {
        if (!entry.granted()) {
            throw exhausted(limit, samples, entry);
        }
        Budget budget = new Budget(limit, Math.max(0, limit - entry.taken()), entry.rest());
        return new Reservation(budget, actual -> settle(tenant, entry.day(), actual - samples));
    }

    private void settle(Tenant tenant, String day, long difference) {
        if (difference != 0) {
            ledger.settle(tenant.id(), day, difference).onFailure(failure -> {
                unsettled.increment();
                LOG.warnf("samples were not settled: tenant=%s difference=%d", tenant.id(), difference);
            });
        }
    }

    /** An entry of no day, for who is served uncounted. */
    private Future<SampleLedger.Entry> uncounted(Role role) {
        unsettled.increment();
        return config.refusedUncounted().contains(role)
                ? Future.failedFuture(Problem.of(
                                Kind.UNAVAILABLE,
                                "quota.budget-uncounted",
                                "samples cannot be counted now, and your role is not served uncounted: try again later")
                        .retryAfter(SOON))
                : Future.succeededFuture(new SampleLedger.Entry(true, 0, Duration.ZERO, ""));
    }

    private static Problem exhausted(long limit, long samples, SampleLedger.Entry entry) {
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "quota.budget-exhausted",
                        "this query would read about " + samples + " samples, and of today's " + limit + " there are "
                                + Math.max(0, limit - entry.taken())
                                + " left: ask for less, wait for the next day (UTC), or take a larger plan")
                .retryAfter(entry.rest());
    }
}
