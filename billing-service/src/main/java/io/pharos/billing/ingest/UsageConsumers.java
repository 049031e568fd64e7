package io.pharos.billing.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** This replica's consumers of usage events; all replicas are one group, and share the topic's partitions. */
@Singleton
final class UsageConsumers {
    private final Map<String, Object> broker;
    private final IngestConfig config;
    private final Intake intake;
    private final PartitionJob partitions;
    private final List<UsageConsumer> running = new ArrayList<>();

    UsageConsumers(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            IngestConfig config,
            Intake intake,
            PartitionJob partitions) {
        this.broker = broker;
        this.config = config;
        this.intake = intake;
        this.partitions = partitions;
    }

    void start(@Observes StartupEvent event) {
        partitions.make();
        for (int i = 0; i < config.consumers(); i++) {
            UsageConsumer consumer = new UsageConsumer(i, this::open, intake);
            running.add(consumer);
            consumer.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (UsageConsumer consumer : running) {
            consumer.close();
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pharos-billing");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A replica that was killed leaves its partitions to the others after this, and not after Kafka's 45 seconds.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 12_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(config.topic()));
        return consumer;
    }
}
