package io.pharos.tsdb.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table does what a map does, through growth, splits and sweeps. */
class SeriesTableTest {
    private final Random random = new Random(7);

    @Test
    void findsWhatWasPutInAndNothingElse() {
        SeriesTable table = new SeriesTable();
        Map<Long, Long> expected = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            long low = random.nextLong();
            put(table, low, SeriesWord.of(i, i & 3, 0, 0));
            expected.put(low, SeriesWord.of(i, i & 3, 0, 0));
        }
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(table.places()).isGreaterThan(4);
        expected.forEach((low, word) -> assertThat(word(table, low)).isEqualTo(word));
        assertThat(word(table, 1)).isEqualTo(SeriesWord.NONE);
    }

    @Test
    void letsGoOfWhatIsPastAndOfTheRoomForIt() {
        SeriesTable table = new SeriesTable();
        Map<Long, Integer> windows = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            // Crowded on purpose: many of the same home, and some that wrap around a segment's end.
            long low = (long) random.nextInt() << 32 | (random.nextInt(4) == 0 ? 0x7FFF : random.nextInt(1 << 20));
            int window = random.nextInt(4);
            if (word(table, low) == SeriesWord.NONE) {
                put(table, low, SeriesWord.of(1, window, 0, 0));
                windows.put(low, window);
            }
        }
        sweep(table, 3);
        windows.forEach(
                (low, window) -> assertThat(word(table, low) != SeriesWord.NONE).isEqualTo(window >= 2));
        long before = table.bytes();
        sweep(table, 10);
        assertThat(table.size()).isZero();
        for (int i = 0; i < 16; i++) {
            sweep(table, 10);
        }
        assertThat(table.bytes()).isLessThan(before / 10);
    }

    @Test
    void aSeriesIsPastAfterTheSecondWindowThoughWindowsWrap() {
        assertThat(SeriesWord.isPast(SeriesWord.of(1, 65_535, 0, 0), 0)).isFalse();
        assertThat(SeriesWord.isPast(SeriesWord.of(1, 65_535, 0, 0), 1)).isTrue();
        assertThat(SeriesWord.isPast(SeriesWord.of(1, 5, 0, 0), 5)).isFalse();
        long word = SeriesWord.of(77, 65_535, 255, SeriesWord.STORED);
        assertThat(SeriesWord.is(word, SeriesWord.settled(65_535, 255))).isTrue();
        assertThat(SeriesWord.metric(word)).isEqualTo(77);
        assertThat(SeriesWord.generation(word)).isEqualTo(255);
        assertThat(SeriesWord.is(word | SeriesWord.MASKED, SeriesWord.settled(65_535, 255)))
                .isFalse();
    }

    private static void sweep(SeriesTable table, int window) {
        for (int place = 0; place < table.places(); place++) {
            table.sweep(place, word -> SeriesWord.isPast(word, window));
        }
    }

    private static void put(SeriesTable table, long low, long word) {
        table.find(low * 31, low);
        table.insert(low * 31, low, word);
    }

    private static long word(SeriesTable table, long low) {
        table.find(low * 31, low);
        return table.word();
    }
}
