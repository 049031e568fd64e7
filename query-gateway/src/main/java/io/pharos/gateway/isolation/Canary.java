package io.pharos.gateway.isolation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.gateway.isolation.CanaryPath.Seen;
import io.pharos.gateway.result.JsonWatchStage;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tries all the time, as each tenant, to see another tenant of the same engine, on the path of real queries. Every
 * gateway does so for itself, since each is a wall of its own. The isolation SLI is held ÷ (held + breached) of
 * {@code pharos_gateway_canary_attempts_total}.
 */
@Singleton
final class Canary {
    private static final Logger LOG = Logger.getLogger(Canary.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** What an attempt showed of the wall. */
    enum Result {
        HELD,
        BREACHED,
        /** No engine answered. */
        UNKNOWN
    }

    private final TenantDirectory directory;
    private final CanaryPath path;
    private final IsolationAlarm alarm;
    private final IsolationConfig config;
    private final Clock clock;
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final CanaryCoverage coverage = new CanaryCoverage();

    @Inject
    Canary(
            TenantDirectory directory,
            CanaryPath path,
            IsolationAlarm alarm,
            IsolationConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.directory = directory;
        this.path = path;
        this.alarm = alarm;
        this.config = config;
        this.clock = clock;
        for (Result result : Result.values()) {
            results.put(
                    result,
                    Counter.builder("pharos.gateway.canary.attempts")
                            .description("Attempts of the canary to see another tenant, by what they showed")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("pharos.gateway.canary.pairs.overdue", coverage, CanaryCoverage::overdue)
                .description("Pairs of tenants of one engine that were not tried, or not answered, at their last turn")
                .register(registry);
        Gauge.builder(
                        "pharos.gateway.canary.cycle",
                        coverage,
                        all -> all.allPairs().toSeconds())
                .baseUnit("seconds")
                .description("The time within which the canary tries every pair of tenants")
                .register(registry);
    }

    /** One turn, where the canary is on; returns the pause until the next. */
    Duration run() {
        if (config.canary()) {
            turn();
        }
        long intoTurn = clock.instant().toEpochMilli() % CanaryPlan.TURN.toMillis();
        return CanaryPlan.TURN.minusMillis(intoTurn);
    }

    void turn() {
        long turn = CanaryPlan.turn(clock.instant());
        CanaryPlan plan = CanaryPlan.of(directory.tenants(), config.canaryTenants());
        coverage.begin(plan, turn);
        plan.attempts(turn).forEach(this::attempt);
    }

    private void attempt(CanaryPlan.Attempt attempt) {
        CanaryPlan.Pair pair = attempt.pair();
        EngineRoute self;
        try {
            self = directory.route(pair.self(), pair.environment());
        } catch (Problem gone) {
            LOG.debugf("the directory changed under the canary: tenant=%s", pair.self());
            return;
        }
        boolean answered = true;
        for (String trick : Tricks.against(pair.other())) {
            Result result = judge(pair.self(), trick, path.attempt(self, trick, DEADLINE));
            count(result);
            answered &= result != Result.UNKNOWN;
        }
        if (answered) {
            coverage.answered(attempt.engine());
        }
    }

    private void count(Result result) {
        Counter counter = results.get(result);
        if (counter != null) {
            counter.increment();
        }
    }

    private Result judge(TenantId self, String trick, Seen seen) {
        return switch (seen) {
            case Seen.Refused refused -> Result.HELD;
            case Seen.Failed failed -> {
                LOG.debugf("the canary was not answered: tenant=%s why=%s", self, failed.why());
                yield Result.UNKNOWN;
            }
            case Seen.Answered answered -> watched(self, trick, answered.body());
        };
    }

    private Result watched(TenantId self, String trick, String body) {
        try {
            new JsonWatchStage(self, () -> alarm.foreignSeries(self, "canary")).next(Buffer.buffer(body));
            return Result.HELD;
        } catch (Problem foreign) {
            LOG.errorf("the canary saw another tenant: tenant=%s query=%s", self, trick);
            return Result.BREACHED;
        }
    }
}
