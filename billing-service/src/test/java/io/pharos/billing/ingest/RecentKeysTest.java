package io.pharos.billing.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hint that has what was added last, and takes up no more room for it. */
class RecentKeysTest {
    private static final int MILLION = 1_000_000;

    private final Random random = new Random(3);
    private final RecentKeys recent = new RecentKeys();

    @Test
    void knowsMostOfTheLastKeysAndNothingThatNeverWas() {
        UUID[] old = keys(2 * MILLION);
        UUID[] last = keys(MILLION / 10);
        Stream.of(old, last).flatMap(Stream::of).forEach(recent::add);
        assertThat(Stream.of(last).filter(recent::maybeHas).count()).isGreaterThan(last.length * 9 / 10);
        assertThat(Stream.of(old).filter(recent::maybeHas).count()).isLessThan(MILLION * 11L / 10);
        assertThat(keys(MILLION / 10)).noneMatch(recent::maybeHas);
    }

    private UUID[] keys(int count) {
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(count)
                .toArray(UUID[]::new);
    }
}
