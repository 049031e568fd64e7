package io.pharos.alert.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** What questions of rules cost. */
@Singleton
final class QueryMetrics {
    private final Timer asked;
    private final Counter failed;
    private final Counter series;

    @Inject
    QueryMetrics(MeterRegistry registry) {
        this.asked = Timer.builder("pharos.alert.query")
                .description("Questions asked for rules, with the wait for their turn")
                .register(registry);
        this.failed = Counter.builder("pharos.alert.query.failures")
                .description("Questions that got no answer")
                .register(registry);
        this.series = Counter.builder("pharos.alert.query.series")
                .description("Series in the answers to rules' questions")
                .register(registry);
    }

    void asked(Answer answer, long nanos) {
        asked.record(nanos, TimeUnit.NANOSECONDS);
        switch (answer) {
            case Answer.Found found -> series.increment(found.samples().size());
            case Answer.Failed _ -> failed.increment();
        }
    }
}
