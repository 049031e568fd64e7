package io.pharos.tsdb.late;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateWritesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Long> told = new ArrayList<>();
    private final Deque<Promise<Void>> answers = new ArrayDeque<>();
    private final List<Runnable> later = new ArrayList<>();
    private final LateOutbox outbox = new LateOutbox(ACME, this::tell, later::add);

    @Test
    void oneMessageHoldsAllThatCameWhileTheOneBeforeWasOnItsWay() {
        Future<Void> first = outbox.add(500);
        Future<Void> second = outbox.add(300);
        Future<Void> third = outbox.add(400);
        assertThat(told).containsExactly(500L);

        answers.removeFirst().complete();
        assertThat(first.isComplete()).isTrue();
        assertThat(second.isComplete()).isFalse();
        assertThat(told).containsExactly(500L, 300L);

        answers.removeFirst().complete();
        assertThat(second.succeeded() && third.succeeded()).isTrue();
    }

    @Test
    void whatCouldNotBeToldHoldsNobodyUpAndIsToldLater() {
        Future<Void> first = outbox.add(500);
        Future<Void> meanwhile = outbox.add(700);
        answers.removeFirst().fail("away");
        assertThat(first.succeeded() && meanwhile.succeeded()).isTrue();

        assertThat(outbox.add(600).succeeded()).isTrue();
        assertThat(told).as("nothing while Redis is left alone").hasSize(1);
        later.removeFirst().run();
        assertThat(outbox.add(400).succeeded()).as("while it is tried again").isTrue();
        assertThat(told).containsExactly(500L, 500L);

        answers.removeFirst().complete();
        assertThat(told).containsExactly(500L, 500L, 400L);
        assertThat(outbox.add(300).isComplete()).as("Redis is back").isFalse();
    }

    @Test
    void samplesInTimeAreNotToldOf() {
        Vertx vertx = Vertx.vertx();
        LateJournal journal = (tenant, environment, oldest) -> tell(oldest);
        LateWrites writes = new LateWrites(vertx, journal, new Config(), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(writes.note(ACME, Environment.PROD, NOW.minusSeconds(59).toEpochMilli())
                        .succeeded())
                .isTrue();
        assertThat(writes.note(ACME, Environment.PROD, Long.MAX_VALUE).succeeded())
                .isTrue();
        assertThat(told).isEmpty();

        Future<Void> late =
                writes.note(ACME, Environment.PROD, NOW.minusSeconds(60).toEpochMilli());
        assertThat(late.isComplete()).isFalse();
        writes.note(ACME, Environment.PROD, Long.MIN_VALUE);
        answers.removeFirst().complete();
        answers.removeFirst().complete();
        late.toCompletionStage().toCompletableFuture().join();
        assertThat(told).containsExactly(NOW.minusSeconds(60).toEpochMilli(), 0L);
        vertx.close();
    }

    private record Config() implements LateConfig {
        @Override
        public Duration after() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }
    }

    private Future<Void> tell(long oldest) {
        told.add(oldest);
        Promise<Void> answer = Promise.promise();
        answers.addLast(answer);
        return answer.future();
    }
}
