package io.pharos.usage.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records in order, on disk, until they are committed. Appending survives the death of the process; a loss of power
 * costs at most what was appended since the last {@link #sync}. After a restart reading begins after the last commit,
 * so that what was read and not committed is read again.
 */
final class Spool {
    private static final String SUFFIX = ".segment";
    private static final String SPARE = "spare";
    private static final String UNFINISHED = "unfinished";

    /** A record and the place after it. */
    record Entry(byte[] bytes, Position next) {}

    private final Path folder;
    private final SpoolSize size;
    private final Mark committed;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private volatile @Nullable Segment spare;
    private long synced;

    private Spool(Path folder, SpoolSize size, Mark committed) {
        this.folder = folder;
        this.size = size;
        this.committed = committed;
    }

    static Spool open(Path folder, SpoolSize size) throws IOException {
        Spool spool = new Spool(folder, size, Mark.open(folder.resolve("committed")));
        for (long number : numbers(folder)) {
            spool.segments.put(number, Segment.open(spool.file(number)));
        }
        spool.beginBehindTheMark();
        spool.deleteDelivered();
        return spool;
    }

    /** After a loss of power the mark may have outlived the records before it: nothing may be written under it. */
    private void beginBehindTheMark() throws IOException {
        Position mark = committed.get();
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last == null) {
            begin(mark.segment() + 1);
        } else if (new Position(last.getKey(), last.getValue().end()).compareTo(mark) < 0) {
            begin(Math.max(last.getKey(), mark.segment()) + 1);
        }
    }

    /** Adds a record, or says that the spool is full. Fails where the disk gives no room for a further segment. */
    synchronized boolean append(byte[] record) throws IOException {
        if (segments.lastEntry().getValue().append(record)) {
            return true;
        }
        if (segments.size() >= size.segments()) {
            return false;
        }
        return begin(segments.lastKey() + 1).append(record);
    }

    /** The first record at or after a place, or empty where there is none yet. */
    Optional<Entry> read(Position from) {
        Map.Entry<Long, Segment> at = segments.ceilingEntry(from.segment());
        int offset = at != null && at.getKey() == from.segment() ? from.offset() : 0;
        while (at != null) {
            boolean last = segments.higherKey(at.getKey()) == null;
            Optional<Segment.Entry> found = at.getValue().read(offset);
            if (found.isPresent()) {
                return Optional.of(new Entry(
                        found.get().bytes(),
                        new Position(at.getKey(), found.get().next())));
            }
            if (last) {
                return Optional.empty();
            }
            at = segments.higherEntry(at.getKey());
            offset = 0;
        }
        return Optional.empty();
    }

    /** Where reading begins after a restart. */
    Position committed() {
        return committed.get();
    }

    /** Everything before this place has been delivered; segments that lie before it whole are given back. */
    void commit(Position position) throws IOException {
        if (position.compareTo(committed.get()) > 0) {
            committed.set(position);
            deleteDelivered();
        }
    }

    /** Waits until the disk has what was appended and committed so far. Called by one thread. */
    void sync() {
        long last = segments.lastKey();
        segments.subMap(synced, true, last, true).values().forEach(Segment::sync);
        synced = last;
        committed.sync();
    }

    /** Makes the next segment before it is needed, so that no appending waits for the disk. */
    void prepare() throws IOException {
        Segment last = segments.lastEntry().getValue();
        if (spare == null && last.end() > last.capacity() / 2 && segments.size() < size.segments()) {
            Segment made = Segment.create(folder.resolve(SPARE), size.segmentBytes());
            synchronized (this) {
                spare = made;
            }
        }
    }

    /** The bytes that wait for delivery. */
    long backlog() {
        Position from = committed.get();
        long bytes = 0;
        for (Map.Entry<Long, Segment> segment : segments.tailMap(from.segment()).entrySet()) {
            bytes += segment.getValue().end() - (segment.getKey() == from.segment() ? from.offset() : 0);
        }
        return Math.max(0, bytes);
    }

    private Segment begin(long number) throws IOException {
        Segment prepared = spare;
        Path unnamed = folder.resolve(prepared == null ? UNFINISHED : SPARE);
        Segment segment = prepared == null ? Segment.create(unnamed, size.segmentBytes()) : prepared;
        Files.move(unnamed, file(number));
        spare = null;
        segments.put(number, segment);
        return segment;
    }

    /** The last segment stays, for appending. */
    private synchronized void deleteDelivered() throws IOException {
        while (segments.size() > 1 && segments.firstKey() < committed.get().segment()) {
            Files.deleteIfExists(file(segments.firstKey()));
            segments.pollFirstEntry();
        }
    }

    private Path file(long number) {
        return folder.resolve("%016d%s".formatted(number, SUFFIX));
    }

    private static List<Long> numbers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        }
    }
}
