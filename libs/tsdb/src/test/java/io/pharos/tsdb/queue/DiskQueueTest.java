package io.pharos.tsdb.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQueueTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void givesBackInOrderAcrossARestart() {
        DiskQueue before = new DiskQueue(folder, 1000);
        before.add(new byte[] {1});
        before.add(new byte[] {2});

        DiskQueue after = new DiskQueue(folder, 1000);
        after.add(new byte[] {3});

        assertThat(all(after)).containsExactly(1, 2, 3);
        assertThat(new DiskQueue(folder, 1000).isEmpty()).isTrue();
    }

    @Test
    void dropsTheOldestWhenItIsFull() {
        DiskQueue queue = new DiskQueue(folder, 250);
        for (byte i = 1; i <= 5; i++) {
            byte[] batch = new byte[100];
            batch[0] = i;
            queue.add(batch);
        }

        assertThat(queue.dropped()).isEqualTo(3);
        assertThat(queue.bytes()).isEqualTo(200);
        assertThat(all(queue)).containsExactly(4, 5);
    }

    @Test
    void takesNoNoticeOfABatchThatWasNotWrittenWhole() throws IOException {
        Files.write(folder.resolve("0000000000000000007.rw.new"), new byte[] {7});
        DiskQueue queue = new DiskQueue(folder, 1000);

        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aHeadThatWasDroppedMeanwhileTakesNothingElseOut() {
        DiskQueue queue = new DiskQueue(folder, 150);
        queue.add(new byte[100]);
        DiskQueue.Head head = queue.head().orElseThrow();
        queue.add(new byte[] {9});
        queue.add(new byte[100]);

        queue.remove(head);

        assertThat(all(queue)).containsExactly(9, 0);
    }

    private static List<Integer> all(DiskQueue queue) {
        List<Integer> all = new ArrayList<>();
        for (Optional<DiskQueue.Head> head = queue.head(); head.isPresent(); head = queue.head()) {
            all.add((int) head.get().batch()[0]);
            queue.remove(head.get());
        }
        return all;
    }
}
