package io.pharos.usage.emit;

import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Usage events to a Kafka topic, by tenant, acknowledged by all in-sync replicas. A retry may send an event twice or out
 * of order: it is counted once, by its id. So the producer is not idempotent, which saves it from waiting where a broker
 * that lost its sequence numbers answers nothing but that they are out of order.
 */
public final class KafkaOutlet implements Outlet {
    private static final byte[] CONTENT_TYPE = CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final String topic;

    private KafkaOutlet(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Opens a producer; {@code broker} holds addresses and credentials as Kafka's clients name them. */
    public static KafkaOutlet open(Map<String, Object> broker, String topic) {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "pharos-usage");
        return new KafkaOutlet(new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), topic);
    }

    @Override
    public CompletionStage<Void> send(TenantId tenant, byte[] event) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, tenant.value(), event);
        message.headers().add("content-type", CONTENT_TYPE);
        CompletableFuture<Void> result = new CompletableFuture<>();
        var unused = producer.send(message, (metadata, failure) -> {
            if (failure == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
