package io.pharos.usage.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.Position;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmitterTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<CompletableFuture<Void>> answers = new CopyOnWriteArrayList<>();
    private final List<UUID> sent = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private SpooledUsageLog log;

    @SuppressWarnings("NullAway.Init")
    private Emitter emitter;

    @BeforeEach
    void open() throws IOException {
        log = SpooledUsageLog.open(
                folder, new SpoolSize(64 * 1024, 4), new Source("test", "one"), new UuidV7(Clock.systemUTC()));
        emitter = new Emitter(log, HeldOutlet::new);
        emitter.start();
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        emitter.close();
        log.close();
    }

    @Test
    void commitsOnlyWhatHasArrivedWithAllBeforeIt() {
        Position start = log.committed();
        use(3);
        await(() -> answers.size() == 3);
        answers.get(2).complete(null);
        answers.get(1).complete(null);
        assertThat(log.committed()).isEqualTo(start);
        answers.get(0).complete(null);
        await(() -> log.backlog() == 0);
        assertThat(emitter.delivered()).isEqualTo(3);
    }

    @Test
    void sendsAgainUnderTheSameIdsAfterAFailure() {
        use(2);
        await(() -> answers.size() == 2);
        answers.get(1).complete(null);
        answers.get(0).completeExceptionally(new IOException("in doubt"));
        await(() -> sent.size() == 4);
        assertThat(sent.subList(2, 4)).isEqualTo(sent.subList(0, 2));
        answers.get(2).complete(null);
        answers.get(3).complete(null);
        await(() -> log.backlog() == 0);
    }

    private void use(int times) {
        for (int i = 0; i < times; i++) {
            log.append(Usage.of(new TenantId("acme"), "ann", "queries", 1, Duration.ZERO, Instant.EPOCH));
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Keeps what is sent, and lets the test answer. */
    private final class HeldOutlet implements Outlet {
        @Override
        public CompletionStage<Void> send(TenantId tenant, byte[] event) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            try {
                sent.add(CloudEvents.read(event).id());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            answers.add(answer);
            return answer;
        }

        @Override
        public void close() {}
    }
}
