package io.pharos.billing.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of the topic on a thread of its own. Offsets are committed after the transactions that took the events
 * in, some batches later, so that a failure anywhere means the same events again, which are counted once.
 */
final class UsageConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UsageConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long COMMITS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int LONGEST_TEXT = 2000;
    private static final String NOBODY = "platform";

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Intake intake;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<String, byte[]>> current = new AtomicReference<>();
    private final Thread thread;

    /** The consumer is opened anew after each failure of Kafka itself. */
    UsageConsumer(int number, Supplier<Consumer<String, byte[]>> consumers, Intake intake) {
        this.consumers = consumers;
        this.intake = intake;
        this.thread =
                Thread.ofPlatform().daemon().name("usage-consumer-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends after the batch that is under way. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        Consumer<String, byte[]> consumer = current.get();
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(Duration.ofSeconds(10));
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!stopsWithin(pause)) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                current.set(consumer);
                consume(consumer);
            } catch (WakeupException e) {
                LOG.debug("a consumer of usage events ends", e);
            } catch (RuntimeException e) {
                LOG.warnf("Kafka gives no usage events: %s", e.toString());
            } finally {
                current.set(null);
            }
            pause = FIRST_PAUSE;
        }
    }

    private void consume(Consumer<String, byte[]> consumer) {
        Duration pause = FIRST_PAUSE;
        long committed = System.nanoTime();
        boolean uncommitted = false;
        while (!stopsWithin(Duration.ZERO)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty() && !taken(records)) {
                rewind(consumer, records);
                if (stopsWithin(pause)) {
                    return;
                }
                pause = longer(pause);
                continue;
            }
            pause = FIRST_PAUSE;
            uncommitted |= !records.isEmpty();
            if (uncommitted && (records.isEmpty() || System.nanoTime() - committed > COMMITS_NANOS)) {
                consumer.commitSync();
                committed = System.nanoTime();
                uncommitted = false;
            }
        }
    }

    private boolean taken(ConsumerRecords<String, byte[]> records) {
        List<ReceivedEvent> events = new ArrayList<>(records.count());
        List<Intake.Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : records) {
            try {
                events.add(EventReader.read(message.value(), null));
            } catch (UnreadableEvent e) {
                unreadable.add(unreadable(message, e));
            }
        }
        try {
            takeOrHalve(events, unreadable);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Usage events wait in Kafka: %s", e.toString());
            return false;
        }
    }

    /** Halves a batch that PostgreSQL refuses for its data, until the event is alone that it refuses. */
    private void takeOrHalve(List<ReceivedEvent> events, List<Intake.Unreadable> unreadable) {
        try {
            intake.takeMany(events, unreadable);
        } catch (NotAdded e) {
            if (!e.isAboutData()) {
                throw e;
            }
            if (events.size() == 1) {
                intake.setAsideUnstorable(events.getFirst());
                return;
            }
            int half = events.size() / 2;
            takeOrHalve(events.subList(0, half), List.of());
            takeOrHalve(events.subList(half, events.size()), List.of());
        }
    }

    private static Intake.Unreadable unreadable(ConsumerRecord<String, byte[]> message, UnreadableEvent fault) {
        String place = message.topic() + "/" + message.partition() + "/" + message.offset();
        String text =
                new String(message.value() == null ? new byte[0] : message.value(), UTF_8).replace('\u0000', '\uFFFD');
        String cut = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        return new Intake.Unreadable(place, NOBODY, String.valueOf(fault.getMessage()), cut);
    }

    private static void rewind(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            first.put(partition, records.records(partition).getFirst().offset());
        }
        first.forEach(consumer::seek);
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
