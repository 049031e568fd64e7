package io.pharos.usage.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.usage.emit.Emitter;
import io.pharos.usage.emit.KafkaOutlet;
import io.pharos.usage.spool.SpooledUsageLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the usage log of a service: synced each second, carried to Kafka, its state told as metrics. */
@Singleton
final class UsageStart {
    private static final Logger LOG = Logger.getLogger(UsageStart.class);

    private final SpooledUsageLog log;
    private final Emitter emitter;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("usage-keeper").factory());

    UsageStart(
            SpooledUsageLog log, UsageConfig config, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.log = log;
        this.emitter = new Emitter(log, () -> KafkaOutlet.open(broker, config.topic()));
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        var unused = keeper.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
        emitter.start();
        meter(registry);
    }

    void stop(@Observes ShutdownEvent event) throws IOException, InterruptedException {
        emitter.close();
        keeper.shutdown();
        if (!keeper.awaitTermination(2, TimeUnit.SECONDS)) {
            LOG.warn("The usage spool's last sync is still under way");
        }
        log.close();
    }

    private void keep() {
        try {
            log.keep();
        } catch (RuntimeException e) {
            LOG.error("The usage spool cannot be kept", e);
        }
    }

    private void meter(MeterRegistry registry) {
        Gauge.builder("pharos.usage.spool", log, SpooledUsageLog::backlog)
                .baseUnit("bytes")
                .description("What waits in the spool for Kafka")
                .register(registry);
        FunctionCounter.builder("pharos.usage.appended", log, SpooledUsageLog::appended)
                .description("Usages counted")
                .register(registry);
        FunctionCounter.builder("pharos.usage.coalesced", log, SpooledUsageLog::coalesced)
                .description("Usages that were added up because the spool was full: an alarm")
                .register(registry);
        FunctionCounter.builder("pharos.usage.delivered", emitter, Emitter::delivered)
                .description("Usage events that Kafka has acknowledged")
                .register(registry);
    }
}
