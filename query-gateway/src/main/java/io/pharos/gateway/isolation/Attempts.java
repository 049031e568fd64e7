package io.pharos.gateway.isolation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.model.Problem;
import io.pharos.tenancy.audit.AuditEntry;
import io.pharos.tenancy.audit.AuditLog;
import io.pharos.tenancy.token.TokenVerifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps refused attempts in the audit log. What repeats is counted together until it is written, a few seconds later,
 * so that nobody can fill the log; while it cannot be written it is kept here, within a bound. Thread-safe, and never
 * waits but in {@link #write}.
 */
@Singleton
public final class Attempts {
    private static final Duration WRITE_EVERY = Duration.ofSeconds(10);
    private static final int MOST_HELD = 1_000;

    private final AuditLog audit;
    private final TokenVerifier verifier;
    private final Clock clock;
    private final Counter refused;
    private final Counter lost;
    private final Map<Attempt, Times> held = new LinkedHashMap<>();

    private record Times(long count, Instant first) {
        Times and(Times more) {
            return new Times(count + more.count, first.isBefore(more.first) ? first : more.first);
        }
    }

    @Inject
    Attempts(AuditLog audit, TokenVerifier verifier, Clock clock, MeterRegistry registry) {
        this.audit = audit;
        this.verifier = verifier;
        this.clock = clock;
        this.refused = Counter.builder("pharos.gateway.isolation.attempts")
                .description("Refused requests that reached for another tenant, or looked like it")
                .register(registry);
        this.lost = Counter.builder("pharos.gateway.isolation.attempts.lost")
                .description("Refused attempts that were not recorded, for too many different ones waited")
                .register(registry);
    }

    /** Remembers an attempt that was refused. */
    public void refused(Attempt attempt) {
        refused.increment();
        add(attempt, new Times(1, clock.instant()));
    }

    private synchronized void add(Attempt attempt, Times times) {
        if (held.size() < MOST_HELD || held.containsKey(attempt)) {
            held.merge(attempt, times, Times::and);
        } else {
            lost.increment(times.count());
        }
    }

    private synchronized Map<Attempt, Times> take() {
        Map<Attempt, Times> taken = new LinkedHashMap<>(held);
        held.clear();
        return taken;
    }

    /** Writes down what is remembered; what cannot be written is remembered on. Returns the pause until the next. */
    Duration write() {
        Map<Attempt, Times> taken = take();
        try {
            for (Attempt attempt : taken.keySet().toArray(Attempt[]::new)) {
                audit.append(entry(attempt, taken.getOrDefault(attempt, new Times(0, clock.instant()))));
                taken.remove(attempt);
            }
        } finally {
            taken.forEach(this::add);
        }
        return WRITE_EVERY;
    }

    private AuditEntry entry(Attempt attempt, Times times) {
        Map<String, String> details = Map.of(
                "code", attempt.code(),
                "endpoint", attempt.endpoint(),
                "count", Long.toString(times.count()));
        return new AuditEntry(
                times.first(),
                subject(attempt.actor()),
                "query.reach-over",
                attempt.endpoint(),
                attempt.tenant(),
                AuditEntry.Outcome.REFUSED,
                details);
    }

    private String subject(Attempt.Actor actor) {
        return switch (actor) {
            case Attempt.Actor.User user -> user.subject();
            case Attempt.Actor.Bearer bearer -> subject(bearer.token());
        };
    }

    /** The token verified when it was refused; by now it may have run out. */
    private String subject(String token) {
        try {
            return verifier.verify(token).subject();
        } catch (Problem unverified) {
            return "unknown";
        }
    }
}
