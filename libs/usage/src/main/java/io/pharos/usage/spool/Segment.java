package io.pharos.usage.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A memory-mapped file of records, each a length, a CRC-32C and its bytes, on multiples of 8. The length is written
 * last, so that a record is there whole or not at all when the process dies; the operating system keeps what was
 * written. Space is taken at creation, so that a full disk is met there and never in the middle of a write. One
 * writer at a time; readers may read beside it.
 */
final class Segment {
    /** What a record takes beside its own bytes, at most. */
    static final int OVERHEAD = 16;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEADER = 8;
    private static final byte[] ZEROS = new byte[64 * 1024];

    /** A record and the place after it. */
    record Entry(byte[] bytes, int next) {}

    private final MappedByteBuffer map;
    private volatile int end;

    private Segment(MappedByteBuffer map) {
        this.map = map;
    }

    /** A new file of zeros, in the place of any other. */
    static Segment create(Path file, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            fill(channel, bytes);
            return new Segment(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
        }
    }

    /** An existing file; what follows its last whole record is wiped, for new records to follow. */
    static Segment open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            Segment segment = new Segment(map);
            segment.recover();
            return segment;
        }
    }

    /** Adds a record, or says that there is no room for it. */
    boolean append(byte[] record) {
        int at = end;
        if (record.length + OVERHEAD > map.capacity() - at) {
            return false;
        }
        map.put(at + HEADER, record);
        INT.set(map, at + 4, crc(record));
        INT.setRelease(map, at, record.length);
        end = after(at, record.length);
        return true;
    }

    /** The record at a place, or empty where none was written yet, or none that is whole. */
    Optional<Entry> read(int at) {
        if (at + HEADER > map.capacity()) {
            return Optional.empty();
        }
        int length = (int) INT.getAcquire(map, at);
        if (length <= 0 || length > map.capacity() - at - HEADER) {
            return Optional.empty();
        }
        byte[] record = new byte[length];
        map.get(at + HEADER, record);
        return (int) INT.get(map, at + 4) == crc(record)
                ? Optional.of(new Entry(record, after(at, length)))
                : Optional.empty();
    }

    /** Where the next record goes. */
    int end() {
        return end;
    }

    int capacity() {
        return map.capacity();
    }

    /** Waits until the disk has what was written. */
    void sync() {
        map.force();
    }

    private void recover() {
        int at = 0;
        for (Optional<Entry> entry = read(at); entry.isPresent(); entry = read(at)) {
            at = entry.get().next();
        }
        wipe(at);
        end = at;
    }

    private void wipe(int from) {
        ByteBuffer rest = map.slice(from, map.capacity() - from);
        while (rest.hasRemaining()) {
            rest.put(ZEROS, 0, Math.min(rest.remaining(), ZEROS.length));
        }
    }

    private static int after(int at, int length) {
        return at + HEADER + (length + 7 & ~7);
    }

    private static int crc(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record.length);
        crc.update(record);
        return (int) crc.getValue();
    }

    private static void fill(FileChannel channel, int bytes) throws IOException {
        for (int left = bytes; left > 0; ) {
            left -= channel.write(ByteBuffer.wrap(ZEROS, 0, Math.min(left, ZEROS.length)));
        }
    }
}
