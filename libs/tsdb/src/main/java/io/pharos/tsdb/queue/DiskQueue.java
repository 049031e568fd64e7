package io.pharos.tsdb.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Batches that wait, oldest first, a file each: written beside and renamed, so that a process that dies leaves whole
 * batches only. Beyond its size the oldest are dropped.
 */
public final class DiskQueue {
    private static final String ENDING = ".rw";

    private final Path folder;
    private final long maxBytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private long next;
    private long dropped;

    private record Entry(Path file, long size) {}

    /** The oldest batch; {@link #remove} takes it out. */
    public record Head(byte[] batch, Path file) {}

    /** Opens the folder and goes on with what is in it. */
    public DiskQueue(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(folder);
            for (Path file : files()) {
                long size = Files.size(file);
                entries.add(new Entry(file, size));
                bytes += size;
                next = number(file) + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders in a folder: what earlier processes left below the place of their queues. */
    public static List<Path> foldersIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static long number(Path file) {
        String name = String.valueOf(file.getFileName());
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    public synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    public synchronized long bytes() {
        return bytes;
    }

    /** How many batches wait. */
    public synchronized int size() {
        return entries.size();
    }

    /** How many batches were dropped because the queue was full. */
    public synchronized long dropped() {
        return dropped;
    }

    public synchronized void add(byte[] batch) {
        Path file = folder.resolve(String.format("%019d%s", next++, ENDING));
        Path beside = folder.resolve(file.getFileName() + ".new");
        try {
            Files.write(beside, batch);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.addLast(new Entry(file, batch.length));
        bytes += batch.length;
        while (bytes > maxBytes && entries.size() > 1) {
            forget(entries.removeFirst());
            dropped++;
        }
    }

    public synchronized Optional<Head> head() {
        @Nullable Entry oldest = entries.peekFirst();
        try {
            return oldest == null
                    ? Optional.empty()
                    : Optional.of(new Head(Files.readAllBytes(oldest.file()), oldest.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a batch out that was the head, unless it was dropped meanwhile. */
    public synchronized void remove(Head head) {
        @Nullable Entry oldest = entries.peekFirst();
        if (oldest != null && oldest.file().equals(head.file())) {
            forget(entries.removeFirst());
        }
    }

    private void forget(Entry entry) {
        bytes -= entry.size();
        try {
            Files.deleteIfExists(entry.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
