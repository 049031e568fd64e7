package io.pharos.tsdb.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 8192})
    void isExactWhileThereAreFew(int distinct) {
        DistinctCount count = new DistinctCount();
        add(count, 1, distinct);
        add(count, 1, distinct);
        assertThat(count.estimate()).isEqualTo(distinct);
        assertThat(count.atLeast()).isEqualTo(distinct);
        assertThat(DistinctCount.read(count.write()).estimate()).isEqualTo(distinct);
    }

    /** Two collectors that share a tenant, some of whose series moved from one to the other. */
    @ParameterizedTest
    @ValueSource(ints = {9_000, 20_000, 150_000, 1_000_000, 3_000_000})
    void twoCollectorsTogetherAreWithinTwoPercentAndNeverInOurFavour(int distinct) {
        for (int seed = 0; seed < 5; seed++) {
            DistinctCount first = new DistinctCount();
            DistinctCount second = new DistinctCount();
            long[] hashes = new SplittableRandom(seed * 1_000L + distinct)
                    .longs(distinct)
                    .toArray();
            for (int i = 0; i < distinct; i++) {
                (i % 3 == 0 ? first : second).add(hashes[i]);
                if (i % 10 == 0) {
                    first.add(hashes[i]);
                }
            }
            DistinctCount both = DistinctCount.read(first.write());
            both.merge(DistinctCount.read(second.write()));
            assertThat(both.atLeast()).isBetween((long) (distinct * 0.98), (long) distinct);
        }
    }

    @Test
    void aRougherCountIsExactUpToItsFewAndNearBeyond() {
        DistinctCount few = new DistinctCount(11, 128);
        add(few, 1, 128);
        DistinctCount many = new DistinctCount(11, 128);
        add(many, 2, 50_000);
        assertThat(few.estimate()).isEqualTo(128);
        assertThat(many.estimate()).isBetween(46_500L, 53_500L);
        few.merge(many);
        assertThat(few.estimate()).isBetween(46_500L, 53_600L);
    }

    @Test
    void refusesBytesThatItCannotHaveWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> DistinctCount.read(new byte[] {}));
        assertThatIllegalArgumentException().isThrownBy(() -> DistinctCount.read(new byte[] {1, 2, 3}));
        byte[] broken = new byte[1 + (1 << 17)];
        broken[0] = 2;
        broken[5] = 100;
        assertThatIllegalArgumentException().isThrownBy(() -> DistinctCount.read(broken));
    }

    private static void add(DistinctCount count, long seed, int distinct) {
        new SplittableRandom(seed).longs(distinct).forEach(count::add);
    }
}
