package io.pharos.billing.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many events came in, and what became of them. */
@Singleton
final class IngestMetrics {
    private final Map<Intake.Outcome, Counter> events = new EnumMap<>(Intake.Outcome.class);
    private final Counter unreadable;
    private final AtomicLong waiting = new AtomicLong();

    IngestMetrics(MeterRegistry registry) {
        for (Intake.Outcome outcome : Intake.Outcome.values()) {
            events.put(outcome, counter(registry, outcome.name().toLowerCase(Locale.ROOT)));
        }
        unreadable = counter(registry, "unreadable");
        Gauge.builder("pharos.billing.quarantine.events", waiting, AtomicLong::get)
                .description("Usage events that are set aside and not looked at: they are not billed")
                .register(registry);
    }

    void count(List<Intake.Outcome> outcomes, int unreadables) {
        Map<Intake.Outcome, Integer> sums = new EnumMap<>(Intake.Outcome.class);
        outcomes.forEach(outcome -> sums.merge(outcome, 1, Integer::sum));
        sums.forEach((outcome, sum) -> counterOf(outcome).increment(sum));
        unreadable.increment(unreadables);
    }

    void waiting(long inQuarantine) {
        waiting.set(inQuarantine);
    }

    private Counter counterOf(Intake.Outcome outcome) {
        return events.getOrDefault(outcome, unreadable);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("pharos.billing.events")
                .tag("outcome", outcome)
                .description("Usage events received")
                .register(registry);
    }
}
