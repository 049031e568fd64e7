package io.pharos.usage.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SpoolSize SMALL = new SpoolSize(8 * 1024, 3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void givesBackWhatWasAppendedInOrderOverManySegments() throws IOException {
        Spool spool = Spool.open(folder, SMALL);
        List<String> records = IntStream.range(0, 150)
                .mapToObj(i -> "record " + i + "x".repeat(i))
                .toList();
        for (String record : records) {
            assertThat(append(spool, record)).isTrue();
        }
        assertThat(all(spool, spool.committed())).isEqualTo(records);
    }

    @Test
    void startsAfterTheLastCommitWhenItIsOpenedAgain() throws IOException {
        Spool first = Spool.open(folder, SMALL);
        append(first, "one");
        append(first, "two");
        append(first, "three");
        first.commit(first.read(first.committed()).orElseThrow().next());

        Spool second = Spool.open(folder, SMALL);
        append(second, "four");
        assertThat(all(second, second.committed())).containsExactly("two", "three", "four");
    }

    @Test
    void isFullUntilSegmentsWereDelivered() throws IOException {
        Spool spool = Spool.open(folder, SMALL);
        while (append(spool, "x".repeat(1000))) {
            assertThat(spool.backlog()).isLessThanOrEqualTo(SMALL.bytes());
        }
        assertThat(files()).isEqualTo(3);
        commitAll(spool);
        assertThat(files()).isEqualTo(1);
        assertThat(append(spool, "again")).isTrue();
        assertThat(all(spool, spool.committed())).containsExactly("again");
    }

    @Test
    void aRecordWrittenByHalfIsNotThereAndIsWrittenOver() throws IOException {
        Spool first = Spool.open(folder, SMALL);
        append(first, "whole");
        append(first, "torn, and longer than what follows");
        int at = first.read(first.committed()).orElseThrow().next().offset();
        spoil(at + 10);

        Spool second = Spool.open(folder, SMALL);
        assertThat(all(second, second.committed())).containsExactly("whole");
        append(second, "next");
        assertThat(all(second, second.committed())).containsExactly("whole", "next");
    }

    @Test
    void writesNothingUnderAMarkThatOutlivedItsRecords() throws IOException {
        Spool first = Spool.open(folder, SMALL);
        append(first, "lost with the power, and committed before");
        commitAll(first);
        spoil(10);

        Spool second = Spool.open(folder, SMALL);
        append(second, "after");
        assertThat(all(second, second.committed())).containsExactly("after");
    }

    @Test
    void usesTheSegmentThatWasPreparedForIt() throws IOException {
        Spool spool = Spool.open(folder, SMALL);
        for (int i = 0; i < 20; i++) {
            append(spool, i + "x".repeat(500));
            spool.prepare();
            spool.sync();
        }
        assertThat(all(spool, spool.committed())).hasSize(20);
        assertThat(all(Spool.open(folder, SMALL), spool.committed())).hasSize(20);
    }

    private void spoil(int offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segments().getFirst().toFile(), "rw")) {
            file.seek(offset);
            file.write('!');
        }
    }

    private static boolean append(Spool spool, String record) throws IOException {
        return spool.append(record.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all(Spool spool, Position from) {
        List<String> records = new ArrayList<>();
        Optional<Spool.Entry> entry = spool.read(from);
        while (entry.isPresent()) {
            records.add(new String(entry.get().bytes(), StandardCharsets.UTF_8));
            entry = spool.read(entry.get().next());
        }
        return records;
    }

    private static void commitAll(Spool spool) throws IOException {
        Optional<Spool.Entry> entry = spool.read(spool.committed());
        while (entry.isPresent()) {
            spool.commit(entry.get().next());
            entry = spool.read(entry.get().next());
        }
    }

    private int files() throws IOException {
        return segments().size();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".segment")).sorted().toList();
        }
    }
}
