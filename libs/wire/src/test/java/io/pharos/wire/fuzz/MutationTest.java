package io.pharos.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.wire.fuzz.Mutations.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Damaged bodies of every protocol, packed in every way: read or refused, never with an error of ours, never a series
 * in another's name. {@code -Dmutations=10000000} is the long run, which leaves its evidence.
 */
class MutationTest {
    private static final int SHORT = 150_000;
    private static final Path EVIDENCE = Path.of("../../docs/evidence/mutations.json");

    @Test
    void noDamagedBodyCrashesHangsOrWritesInAnothersName() throws IOException {
        int count = Integer.getInteger("mutations", SHORT);
        Instant started = Instant.now();
        Tally tally = new Mutations(count == SHORT ? 7 : started.toEpochMilli()).run(count);
        assertThat(tally.read() + tally.refused()).isEqualTo(count);
        assertThat(tally.read()).isPositive();
        assertThat(tally.refused()).isPositive();
        assertThat(tally.slowestNanos()).isLessThan(5_000_000_000L);
        if (count > SHORT) {
            Files.writeString(EVIDENCE, """
                {
                  "soak" : "mutations",
                  "started" : "%s",
                  "mutations" : %d,
                  "read" : %d,
                  "refused" : %d,
                  "seriesChecked" : %d,
                  "slowestMillis" : %.1f,
                  "finished" : "%s"
                }
                """.formatted(
                            started,
                            count,
                            tally.read(),
                            tally.refused(),
                            tally.series(),
                            tally.slowestNanos() / 1e6,
                            Instant.now()));
        }
    }
}
