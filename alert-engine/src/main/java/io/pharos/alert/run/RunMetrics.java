package io.pharos.alert.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pharos.alert.state.Health;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What evaluating costs and how it goes; all tenants together, for theirs is in the rules API. */
@Singleton
public final class RunMetrics {
    private final Counter evaluated;
    private final Counter missed;
    private final Counter unclaimed;
    private final Counter lost;
    private final Counter failures;
    private final Counter unkept;
    private final Counter crashed;
    private final Timer groups;
    private final Timer late;

    @Inject
    RunMetrics(MeterRegistry registry) {
        this.evaluated = slots(registry, "evaluated");
        this.missed = slots(registry, "missed");
        this.unclaimed = slots(registry, "unclaimed");
        this.lost = slots(registry, "lost");
        this.failures = Counter.builder("pharos.alert.rule.failures")
                .description("Evaluations of rules that failed; their alerts are frozen")
                .register(registry);
        this.unkept = Counter.builder("pharos.alert.memory.failures")
                .description("Times that what is remembered of a group could not be kept in PostgreSQL")
                .register(registry);
        this.crashed = Counter.builder("pharos.alert.evaluation.defects")
                .description("Evaluations of groups that ended in a defect of ours; above zero is one")
                .register(registry);
        this.groups = Timer.builder("pharos.alert.evaluation")
                .description("Evaluations of groups, from their first question to their last point stored")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.late = Timer.builder("pharos.alert.evaluation.lateness")
                .description("How long after its slot an evaluation began")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private static Counter slots(MeterRegistry registry, String outcome) {
        return Counter.builder("pharos.alert.slots")
                .description("Slots of groups: evaluated; missed, since the one before took too long or nobody was"
                        + " there; evaluated unclaimed, while PostgreSQL was away; lost to another replica")
                .tag("outcome", outcome)
                .register(registry);
    }

    void claimed(Claim claim, long missedBefore) {
        missed.increment(missedBefore);
        switch (claim) {
            case GRANTED -> evaluated.increment();
            case UNKNOWN -> unclaimed.increment();
            case TAKEN -> lost.increment();
        }
    }

    void began(Duration lateness) {
        late.record(lateness);
    }

    void ran(Evaluated result, Duration took) {
        groups.record(took);
        failures.increment(result.reports().stream()
                .filter(report -> report.health() instanceof Health.Failed)
                .count());
    }

    void notKept() {
        unkept.increment();
    }

    void crashed() {
        crashed.increment();
    }
}
