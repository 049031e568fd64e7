package io.pharos.billing.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How usage events come in, and how long they are kept. */
@ConfigMapping(prefix = "pharos.billing.ingest")
public interface IngestConfig {
    /** The topic of the suite's own usage events. */
    @WithDefault("pharos.usage.v1")
    String topic();

    /** The consumer group: all replicas of the service are one. */
    @WithDefault("billing-service")
    String group();

    /** How many consumers this replica runs, each with its own share of the topic's partitions; 0 for none. */
    @WithDefault("2")
    @Min(0)
    int consumers();

    /** The most events of one transaction. */
    @WithDefault("5000")
    @Min(1)
    @Max(20000)
    int batch();

    /** How old an event may be when it comes: late ones within it change the draft or the next invoice. */
    @WithDefault("35d")
    Duration late();

    /** How far clocks may differ: an event further ahead is set aside. */
    @WithDefault("5m")
    Duration early();

    /** How long events and their keys are kept; longer than late events are taken in. */
    @WithDefault("100d")
    Duration keep();

    /** The most events of one request. */
    @WithDefault("1000")
    @Min(1)
    int requestBatch();
}
