package io.pharos.alert.write;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What rules write. */
@Singleton
final class WriteMetrics {
    private final Counter stored;
    private final Counter lost;

    @Inject
    WriteMetrics(MeterRegistry registry) {
        this.stored = points(registry, "stored");
        this.lost = points(registry, "lost");
    }

    private static Counter points(MeterRegistry registry, String outcome) {
        return Counter.builder("pharos.alert.points")
                .description("Points that rules made: acknowledged by the engine, or lost")
                .tag("outcome", outcome)
                .register(registry);
    }

    void wrote(Written written, int points) {
        switch (written) {
            case Written.Stored _ -> stored.increment(points);
            case Written.Lost _ -> lost.increment(points);
        }
    }
}
