package io.pharos.gateway.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the answers to range queries come from. */
final class CacheMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> answers = new ConcurrentHashMap<>();

    CacheMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(RangeAnswer answer) {
        switch (answer) {
            case RangeAnswer.Whole whole -> count(whole.source().word());
            case RangeAnswer.PastTheCache past -> passed(past.reason());
            case RangeAnswer.Refused refused -> count("refused");
        }
    }

    void passed(CacheVerdict.Reason reason) {
        count("bypass-" + reason.word());
    }

    private void count(String source) {
        answers.computeIfAbsent(source, this::counter).increment();
    }

    private Counter counter(String source) {
        return Counter.builder("pharos.gateway.cache.answers")
                .description("Answers to range queries, by where they come from or why they went past the cache")
                .tag("source", source)
                .register(registry);
    }
}
