package io.pharos.report.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairPoolTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final FairPool<String> pool =
            new FairPool<>(new FairPool.Bounds(1, 1, 4, Duration.ofSeconds(20)), number -> "tool " + number);

    @AfterEach
    void close() {
        gate.countDown();
        pool.close();
    }

    @Test
    void worksWithTheThreadsOwnTool() {
        assertThat(pool.<String>run(ACME, (tool, deadline) -> tool)).isEqualTo("tool 0");
    }

    @Test
    void whoFindsNoRoomIsToldAtOnceWhenThereWillBe() throws InterruptedException {
        occupy(ACME);
        begun.await();
        CompletableFuture<String> waits = CompletableFuture.supplyAsync(() -> pool.run(ACME, (tool, d) -> "done"));
        while (pool.waiting() == 0) {
            Thread.onSpinWait();
        }
        Problem refused =
                catchThrowableOfType(Problem.class, () -> pool.<String>run(ACME, (tool, deadline) -> "never"));
        assertThat(refused.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(refused.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> pool.run(GLOBEX, (tool, d) -> "mine"));
        gate.countDown();
        assertThat(other.join()).isEqualTo("mine");
        assertThat(waits.join()).isEqualTo("done");
    }

    @Test
    void aProblemComesOutAsItIs() {
        Problem own = Problem.of(Kind.MALFORMED, "test.wrong", "Wrong.");
        Problem met = catchThrowableOfType(
                Problem.class,
                () -> pool.<String>run(ACME, (tool, deadline) -> {
                    throw own;
                }));
        assertThat(met).isSameAs(own);
    }

    @Test
    void whatTakesTooLongIsLetGo() {
        try (FairPool<String> hasty =
                new FairPool<>(new FairPool.Bounds(1, 1, 4, Duration.ofMillis(50)), number -> "tool")) {
            Problem late = catchThrowableOfType(
                    Problem.class,
                    () -> hasty.<String>run(ACME, (tool, deadline) -> {
                        while (true) {
                            deadline.check();
                        }
                    }));
            assertThat(late.code()).isEqualTo("render.timed-out");
        }
    }

    private void occupy(TenantId tenant) {
        CompletableFuture<String> unused = CompletableFuture.supplyAsync(() -> pool.run(tenant, (tool, deadline) -> {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "held";
        }));
    }
}
