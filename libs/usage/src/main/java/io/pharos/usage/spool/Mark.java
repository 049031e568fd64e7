package io.pharos.usage.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How far the spool has been delivered: one word in a memory-mapped file, so that it is never seen half written. */
final class Mark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MappedByteBuffer map;

    private Mark(MappedByteBuffer map) {
        this.map = map;
    }

    static Mark open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Mark(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    Position get() {
        return Position.unpacked((long) LONG.getAcquire(map, 0));
    }

    void set(Position position) {
        LONG.setRelease(map, 0, position.packed());
    }

    void sync() {
        map.force();
    }
}
