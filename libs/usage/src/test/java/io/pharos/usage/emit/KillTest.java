package io.pharos.usage.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.UsageEvent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a counting process with SIGKILL at random moments, and counts afterwards. */
class KillTest {
    private static final int LIVES = Integer.getInteger("pharos.test.lives", 6);
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void countsWhatWasServedAndNothingTwice() throws Exception {
        long seed = Long.getLong("pharos.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            killWhileItServes(random.nextInt(400));
        }
        drain();

        long served = Files.size(folder.resolve("served"));
        long counted = distinct().values().stream()
                .mapToLong(event -> event.usage().quantity())
                .sum();
        assertThat(served).as("seed %d", seed).isGreaterThan(LIVES);
        assertThat(counted).as("seed %d, served %d", seed, served).isBetween(served, served + LIVES);
    }

    /** Lines that a dying process wrote by half are no events; an event under a known id is the same event. */
    private Map<UUID, UsageEvent> distinct() throws IOException {
        Map<UUID, UsageEvent> events = new HashMap<>();
        for (String line : Files.readString(folder.resolve("sent")).split("\n")) {
            if (line.endsWith("}}")) {
                UsageEvent event = CloudEvents.read(
                        line.substring(line.lastIndexOf("{\"specversion\"")).getBytes(StandardCharsets.UTF_8));
                UsageEvent before = events.put(event.id(), event);
                assertThat(before == null ? event : before).isEqualTo(event);
            }
        }
        return events;
    }

    private void killWhileItServes(int millis) throws IOException, InterruptedException {
        long before = servedSoFar();
        Process process = start("serve");
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (servedSoFar() == before && process.isAlive() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("died by itself")
                .isFalse();
        process.destroyForcibly().waitFor();
    }

    private void drain() throws IOException, InterruptedException {
        Process process = start("drain");
        assertThat(process.waitFor(ENOUGH.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private long servedSoFar() throws IOException {
        Path served = folder.resolve("served");
        return Files.exists(served) ? Files.size(served) : 0;
    }

    private Process start(String what) throws IOException {
        String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classpath,
                        CrashingService.class.getName(),
                        folder.toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "log")))
                .start();
    }
}
