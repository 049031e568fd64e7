package io.pharos.usage.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import io.pharos.usage.testing.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way into a real Kafka: what was counted while it was away is there once it is back. */
class KafkaOutletTest {
    private static final int COUNT = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everythingThatWasCountedArrivesKeyedByTenant() throws Exception {
        try (LocalBroker broker = new LocalBroker(folder);
                SpooledUsageLog log = SpooledUsageLog.open(
                        folder.resolve("spool"),
                        new SpoolSize(64 * 1024, 16),
                        new Source("test", "one"),
                        new UuidV7(Clock.systemUTC()));
                Emitter emitter = new Emitter(log, () -> KafkaOutlet.open(broker.client(), UsageEvent.TYPE))) {
            for (int i = 0; i < COUNT; i++) {
                log.append(Usage.of(
                        new TenantId(i % 2 == 0 ? "acme" : "initech"),
                        "ann",
                        "queries",
                        1,
                        Duration.ZERO,
                        Instant.EPOCH));
            }
            emitter.start();
            assertThat(consumed(broker)).hasSize(COUNT);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (log.backlog() > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(log.backlog()).isZero();
        }
    }

    private static Set<String> consumed(LocalBroker broker) throws IOException {
        Map<String, Object> config = new HashMap<>(broker.client());
        config.putAll(Map.of("group.id", "test", "auto.offset.reset", "earliest", "metadata.max.age.ms", 500));
        Set<String> ids = new HashSet<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(UsageEvent.TYPE));
            while (ids.size() < COUNT && System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    UsageEvent event = CloudEvents.read(message.value());
                    assertThat(message.key()).isEqualTo(event.usage().tenant().value());
                    ids.add(event.id().toString());
                }
            }
        }
        return ids;
    }
}
