package io.pharos.billing.ingest;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.usage.testing.LocalBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events through a real broker: partitions are shared, offsets come after the transaction, and whatever fails between
 * them means the same events again, which count once.
 */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class UsageConsumerTest {
    private static final int PARTITIONS = 4;
    private static final int EVENTS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Intake intake;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    UsageConsumerTest(Intake intake, Database database) {
        this.intake = intake;
        this.database = database;
    }

    @Test
    void whateverFailsEachEventCountsOnce(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        new Customer(router, ACME).meter("through-kafka", "through_kafka");
        try (LocalBroker broker = new LocalBroker(folder);
                Admin admin = Admin.create(broker.client())) {
            consumersShareThePartitionsAndPassOverWhatIsNoEvent(broker, admin);
            aCommitThatFailsAfterTheTransactionMeansTheSameEventsAgain(broker, admin);
            nothingIsCommittedWhileTheDatabaseRefuses(broker, admin);
        }
    }

    private void consumersShareThePartitionsAndPassOverWhatIsNoEvent(LocalBroker broker, Admin admin) throws Exception {
        String topic = topic(admin, "shared");
        produce(broker, topic, "a", "no event");
        try (UsageConsumer one = consumer(1, () -> open(broker, topic));
                UsageConsumer two = consumer(2, () -> open(broker, topic))) {
            one.start();
            two.start();
            awaitCommitted(admin, topic);
        }
        assertThat(stored("a")).isEqualTo(EVENTS);
        List<String> aside = database.query(session -> session.list(
                "select event ->> 'received' as text from usage_quarantine where reason = 'malformed'",
                row -> row.getString("text")));
        assertThat(aside).containsExactly("no event");
    }

    private void aCommitThatFailsAfterTheTransactionMeansTheSameEventsAgain(LocalBroker broker, Admin admin)
            throws Exception {
        String topic = topic(admin, "uncommitted");
        produce(broker, topic, "b");
        AtomicInteger failures = new AtomicInteger();
        try (UsageConsumer consumer = consumer(3, () -> failing(open(broker, topic), failures))) {
            consumer.start();
            awaitCommitted(admin, topic);
        }
        assertThat(failures).as("commits that failed").hasValue(2);
        assertThat(stored("b")).isEqualTo(EVENTS);
    }

    private void nothingIsCommittedWhileTheDatabaseRefuses(LocalBroker broker, Admin admin) throws Exception {
        String topic = topic(admin, "refused");
        produce(broker, topic, "c");
        AtomicInteger polls = new AtomicInteger();
        database.query(session -> session.change("alter table usage_key rename to usage_key_away"));
        try (UsageConsumer consumer = consumer(4, () -> counting(open(broker, topic), polls))) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> polls.get() >= 2);
            assertThat(committed(admin, topic)).isZero();
            database.query(session -> session.change("alter table usage_key_away rename to usage_key"));
            awaitCommitted(admin, topic);
        }
        assertThat(stored("c")).isEqualTo(EVENTS);
    }

    private UsageConsumer consumer(int number, Supplier<Consumer<String, byte[]>> open) {
        return new UsageConsumer(number, open, intake);
    }

    private static String topic(Admin admin, String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                .all()
                .get();
        return name;
    }

    private static Consumer<String, byte[]> open(LocalBroker broker, String topic) {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("group.id", topic);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 50);
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    /** Fails the first two commits, as if the service died between the transaction and the offsets. */
    private static Consumer<String, byte[]> failing(Consumer<String, byte[]> real, AtomicInteger failures) {
        return watched(real, method -> {
            if (method.equals("commitSync") && failures.get() < 2) {
                failures.incrementAndGet();
                throw new KafkaException("the commit did not arrive");
            }
        });
    }

    private static Consumer<String, byte[]> counting(Consumer<String, byte[]> real, AtomicInteger seeks) {
        return watched(real, method -> {
            if (method.equals("seek")) {
                seeks.incrementAndGet();
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Consumer<String, byte[]> watched(
            Consumer<String, byte[]> real, java.util.function.Consumer<String> before) {
        return (Consumer<String, byte[]>) Proxy.newProxyInstance(
                UsageConsumerTest.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, args) -> {
                    before.accept(method.getName());
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** Every event twice and out of order, and what else is given. */
    private static void produce(LocalBroker broker, String topic, String prefix, String... others) throws Exception {
        List<String> messages = new ArrayList<>(
                IntStream.range(0, EVENTS).mapToObj(i -> event(prefix + i)).toList());
        messages.addAll(List.copyOf(messages));
        Collections.shuffle(messages, new Random(5));
        messages.addAll(List.of(others));
        // In a topic that was just made, an idempotent producer's first batches may come out of order for ever.
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (String message : messages) {
                String key = "k" + message.hashCode();
                sent.add(producer.send(new ProducerRecord<>(topic, key, message.getBytes(UTF_8))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static String event(String id) {
        return "{\"id\":\"%s\",\"source\":\"/kafka\",\"subject\":\"acme\",\"time\":\"%s\",\"data\":{\"resource_type\":\"through_kafka\"}}"
                .formatted(id, Instant.now().minus(Duration.ofHours(1)));
    }

    private static void awaitCommitted(Admin admin, String topic) {
        await().atMost(PATIENCE).until(() -> committed(admin, topic) == produced(admin, topic));
    }

    private static long committed(Admin admin, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private static long produced(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int p = 0; p < PARTITIONS; p++) {
            ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
        }
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private long stored(String prefix) {
        return database.query(session -> session.first(
                        "select count(*) as n from usage_event where resource_type = 'through_kafka' and event_id like $1",
                        row -> row.getLong("n"),
                        prefix + "%"))
                .orElse(0L);
    }
}
