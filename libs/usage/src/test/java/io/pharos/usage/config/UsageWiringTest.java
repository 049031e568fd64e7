package io.pharos.usage.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import io.pharos.usage.spool.SpooledUsageLog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsageWiringTest {
    private final UsageLog usage;
    private final SpooledUsageLog spool;
    private final MeterRegistry metrics;

    UsageWiringTest(UsageLog usage, SpooledUsageLog spool, MeterRegistry metrics) {
        this.usage = usage;
        this.spool = spool;
        this.metrics = metrics;
    }

    @Test
    void whatAServiceCountsWaitsInItsSpoolWhileKafkaIsAway() throws IOException {
        usage.append(Usage.of(new TenantId("acme"), "ann", "queries", 1, Duration.ZERO, Instant.EPOCH));
        byte[] event = spool.read(spool.committed()).orElseThrow().event();
        assertThat(CloudEvents.read(event).source().service()).isEqualTo("usage-test");
        assertThat(metrics.get("pharos.usage.spool").gauge().value()).isPositive();
        assertThat(metrics.get("pharos.usage.appended").functionCounter().count())
                .isEqualTo(1);
    }

    /** Something to measure into. */
    @Singleton
    static final class Metrics {
        @Produces
        @Singleton
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
