package io.pharos.gateway.metering;

import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells the usage log what an answered question used: samples read, marked by who counted them, and bytes sent as they
 * went over the wire. Questions that failed, or whose client left before the end, are not counted.
 */
@Singleton
public final class QueryMeter {
    /** The resource of a sample that a query read. */
    public static final String SAMPLES = "query_samples";

    /** The resource of a byte of an answer. */
    public static final String BYTES = "query_bytes";

    private final UsageLog log;
    private final Clock clock;

    @Inject
    public QueryMeter(UsageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Who asked for what. */
    public record Asker(TenantId tenant, String userId, String endpoint) {
        private static final int LONGEST_USER = 256;

        public Asker {
            userId = userId.length() > LONGEST_USER ? userId.substring(0, LONGEST_USER) : userId;
        }
    }

    /** Counts one answer; {@code fromEngine} is what the engine said of the samples, if it did. */
    public void count(Asker asker, Counting counting, OptionalLong fromEngine, long bytes, Duration took) {
        switch (counting) {
            case Counting.ByEngine engine -> samples(asker, SamplesRead.of(fromEngine, engine.estimate()), took);
            case Counting.ByEstimate own -> samples(asker, SamplesRead.of(OptionalLong.empty(), own.estimate()), took);
            case Counting.OneByOne each -> samples(asker, SamplesRead.of(fromEngine, () -> 0), took);
            case Counting.Told told -> samples(asker, told.read(), took);
            case Counting.Nothing nothing -> {}
        }
        append(asker, BYTES, bytes, took, Map.of("endpoint", asker.endpoint()));
    }

    private void samples(Asker asker, SamplesRead read, Duration took) {
        Map<String, String> properties =
                Map.of("endpoint", asker.endpoint(), "basis", read.basis().word());
        append(asker, SAMPLES, read.count(), took, properties);
    }

    private void append(Asker asker, String resource, long quantity, Duration took, Map<String, String> properties) {
        log.append(new Usage(asker.tenant(), asker.userId(), resource, quantity, took, clock.instant(), properties));
    }
}
