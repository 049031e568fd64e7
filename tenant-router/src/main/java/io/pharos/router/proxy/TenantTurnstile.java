package io.pharos.router.proxy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.limits.Concurrency;
import io.pharos.router.limits.Rate;
import io.pharos.router.limits.RateLimiter;
import io.pharos.tenancy.directory.RequestLimits;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets a tenant's requests through at its own rate and so many at once, and all tenants' together so many as this
 * replica can carry. Over a rate is 429; all else is 503 on writes, since senders lose data on a 4xx.
 */
final class TenantTurnstile {
    private static final int MOST_STRANGERS = 64;
    private static final int REMEMBERED = 100_000;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RateLimiter<TenantId> rates;
    private final Concurrency<TenantId> tenants = new Concurrency<>();
    private final Concurrency<Boolean> strangers = new Concurrency<>();
    private final Concurrency<Boolean> everybody = new Concurrency<>();
    private final int maxInFlight;

    TenantTurnstile(int maxInFlight, LongSupplier nanoClock) {
        this.maxInFlight = maxInFlight;
        this.rates = new RateLimiter<>(REMEMBERED, nanoClock);
    }

    /** A place for a request of no tenant; few, so that nobody without a token can fill the router. */
    Concurrency.Place enter() {
        return placeOf(strangers.enter(true, MOST_STRANGERS), TenantTurnstile::overload);
    }

    /** A place for the request until it ends, or the refusal. */
    Concurrency.Place enter(TenantId tenant, RequestLimits limits, boolean ingest) {
        rates.take(tenant, new Rate(limits.requestRate(), limits.requestBurst()))
                .ifPresent(wait -> {
                    throw overRate(limits, wait);
                });
        Concurrency.Place all = placeOf(everybody.enter(true, maxInFlight), TenantTurnstile::overload);
        try {
            Concurrency.Place own =
                    placeOf(tenants.enter(tenant, limits.maxConcurrentRequests()), () -> tooManyAtOnce(limits, ingest));
            return () -> {
                own.close();
                all.close();
            };
        } catch (Problem refusal) {
            all.close();
            throw refusal;
        }
    }

    int inFlight() {
        return everybody.underWay(true);
    }

    private static Concurrency.Place placeOf(Concurrency.Entry entry, Supplier<Problem> refusal) {
        return switch (entry) {
            case Concurrency.Entered entered -> entered.place();
            case Concurrency.Full _ -> throw refusal.get();
        };
    }

    private static Problem overRate(RequestLimits limits, Duration wait) {
        String limit = limits.requestRate() + " requests a second (" + limits.requestBurst() + " at once)";
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "tenant.request-rate",
                        "The tenant may send " + limit + "; send fewer and larger requests, or have the limit raised.")
                .retryAfter(wait);
    }

    private static Problem tooManyAtOnce(RequestLimits limits, boolean ingest) {
        return Problem.of(
                        ingest ? Kind.UNAVAILABLE : Kind.RATE_LIMITED,
                        "tenant.too-many-at-once",
                        "The tenant has " + limits.maxConcurrentRequests()
                                + " requests under way, which is its limit; wait for answers before sending more.")
                .retryAfter(SOON);
    }

    private static Problem overload() {
        return Problem.of(
                        Kind.UNAVAILABLE, "route.overload", "The router has too much to do; send it again in a moment.")
                .retryAfter(SOON);
    }
}
