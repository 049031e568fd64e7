package io.pharos.tsdb.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.Position;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import io.pharos.usage.spool.SpooledUsageLog.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash may under-count: kills a writing process with SIGKILL, and compares its spool with the engine's word. */
class UsageKillTest {
    private static final int LIVES = Integer.getInteger("pharos.test.lives", 3);
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private final AtomicLong acknowledged = new AtomicLong();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void countsNoMoreThanTheEngineHasAndLacksOnlyWhatWasInFlight() throws Exception {
        Random random = new Random();
        try (FakeEngine engine = new FakeEngine()) {
            engine.does(request -> request.endHandler(end -> {
                acknowledged.addAndGet(WritingService.SAMPLES);
                request.response().setStatusCode(204).end();
            }));
            for (int life = 0; life < LIVES; life++) {
                killWhileItWrites(engine.url(), random.nextInt(300));
            }
        }
        long counted = counted();
        long inFlight = (long) LIVES * WritingService.AT_ONCE * WritingService.SAMPLES;
        System.out.printf("acknowledged %d, counted %d, in flight at most %d%n", acknowledged.get(), counted, inFlight);
        assertThat(acknowledged.get()).isGreaterThan(inFlight);
        assertThat(counted).isBetween(acknowledged.get() - inFlight, acknowledged.get());
    }

    private void killWhileItWrites(String engine, int millis) throws IOException, InterruptedException {
        long before = acknowledged.get();
        String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classpath,
                        WritingService.class.getName(),
                        folder.resolve("spool").toString(),
                        engine)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (acknowledged.get() < before + 100 * WritingService.SAMPLES
                && process.isAlive()
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("died by itself")
                .isFalse();
        process.destroyForcibly().waitFor();
    }

    private long counted() throws IOException {
        long samples = 0;
        try (SpooledUsageLog log = SpooledUsageLog.open(
                folder.resolve("spool"),
                SpoolSize.within(64 << 20, 1 << 20),
                new Source("test", "one"),
                new UuidV7(Clock.systemUTC()))) {
            Position at = log.committed();
            for (Optional<Delivery> next = log.read(at); next.isPresent(); next = log.read(at)) {
                UsageEvent event = CloudEvents.read(next.get().event());
                samples += event.usage().resourceType().equals(WriteUsage.SAMPLES)
                        ? event.usage().quantity()
                        : 0;
                at = next.get().next();
            }
        }
        return samples;
    }
}
