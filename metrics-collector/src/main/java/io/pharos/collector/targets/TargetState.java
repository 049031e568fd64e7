package io.pharos.collector.targets;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a target was when it was scraped last; {@link #problem} is null where it was well. */
public record TargetState(
        JobKey key,
        String url,
        SortedMap<String, String> labels,
        Instant scrapedAt,
        Duration duration,
        int samples,
        @Nullable String problem) {
    private static final int LONGEST_PROBLEM = 500;

    public TargetState {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        problem = problem == null || problem.length() <= LONGEST_PROBLEM
                ? problem
                : problem.substring(0, LONGEST_PROBLEM);
    }

    static TargetState of(
            JobKey key,
            String url,
            JsonObject labels,
            Instant scrapedAt,
            long millis,
            long samples,
            @Nullable String problem) {
        SortedMap<String, String> read = new TreeMap<>();
        labels.forEach(label -> read.put(label.getKey(), String.valueOf(label.getValue())));
        return new TargetState(key, url, read, scrapedAt, Duration.ofMillis(millis), (int) samples, problem);
    }

    Optional<String> error() {
        return Optional.ofNullable(problem);
    }
}
