package io.pharos.usage.spool;

import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Usages that need no event each: added up by tenant, user, resource and hour in a memory-mapped file of one kibibyte a
 * sum. An addition is a word written, so that it survives the death of the process whole or not at all. Thread-safe.
 */
final class RunningSums {
    static final int SLOTS = 1024;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SLOT = 1024;
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    /** A slot is the length of its event (0 where there is none), a CRC-32C, the sums, and the event without them. */
    private static final int CRC = 4;

    private static final int QUANTITY = 8;
    private static final int MILLIS = 16;
    private static final int EVENT = 24;

    private record Key(TenantId tenant, String userId, String resourceType, long hour) {
        static Key of(Usage usage) {
            return new Key(
                    usage.tenant(),
                    usage.userId(),
                    usage.resourceType(),
                    usage.at().getEpochSecond() / HOUR);
        }
    }

    /** A sum that is final, and where it lies. */
    record Sum(int slot, UsageEvent event) {}

    private final MappedByteBuffer map;
    private final Map<Key, Integer> open = new HashMap<>();
    private final BitSet taken = new BitSet(SLOTS);

    private RunningSums(MappedByteBuffer map) {
        this.map = map;
    }

    /** Opens the file, or makes it now, while there is room; sums of an earlier life are final. */
    static RunningSums open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(SLOT);
            while (channel.size() < SLOTS * SLOT) {
                channel.write(zeros.rewind(), channel.size() / SLOT * SLOT);
            }
            RunningSums sums = new RunningSums(channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * SLOT));
            sums.recover();
            return sums;
        }
    }

    /** Adds a usage to its sum; tells whether there was a place for it. */
    synchronized boolean add(Usage usage, Source source, Supplier<UUID> ids) {
        Key key = Key.of(usage);
        Integer known = open.get(key);
        int slot = known == null ? begin(key, usage, source, ids) : known;
        if (slot < 0) {
            return false;
        }
        add(slot * SLOT + QUANTITY, usage.quantity());
        add(slot * SLOT + MILLIS, usage.duration().toMillis());
        return true;
    }

    /** Ends all sums: what is added from now on goes into new ones. Each stays until it is forgotten. */
    synchronized List<Sum> end() {
        open.clear();
        List<Sum> sums = new ArrayList<>();
        taken.stream().forEach(slot -> sums.add(new Sum(slot, read(slot))));
        return sums;
    }

    /** Lets go of a sum that was ended and lies elsewhere now. */
    synchronized void forget(Sum sum) {
        INT.setRelease(map, sum.slot() * SLOT, 0);
        taken.clear(sum.slot());
    }

    /** Waits until the disk has what was added. */
    void sync() {
        map.force();
    }

    private void add(int at, long amount) {
        LONG.setRelease(map, at, (long) LONG.get(map, at) + amount);
    }

    private int begin(Key key, Usage usage, Source source, Supplier<UUID> ids) {
        int slot = taken.nextClearBit(0);
        Usage nothing = Usage.of(usage.tenant(), usage.userId(), usage.resourceType(), 0, Duration.ZERO, usage.at());
        byte[] event = CloudEvents.write(new UsageEvent(ids.get(), source, nothing));
        if (slot >= SLOTS || event.length > SLOT - EVENT) {
            return -1;
        }
        int at = slot * SLOT;
        LONG.set(map, at + QUANTITY, 0L);
        LONG.set(map, at + MILLIS, 0L);
        map.put(at + EVENT, event);
        INT.set(map, at + CRC, crc(event));
        INT.setRelease(map, at, event.length);
        taken.set(slot);
        open.put(key, slot);
        return slot;
    }

    private UsageEvent read(int slot) {
        int at = slot * SLOT;
        byte[] bytes = new byte[(int) INT.get(map, at)];
        map.get(at + EVENT, bytes);
        try {
            UsageEvent event = CloudEvents.read(bytes);
            return new UsageEvent(event.id(), event.source(), whole(event.usage(), at));
        } catch (IOException e) {
            throw new IllegalStateException("a sum was written that cannot be read", e);
        }
    }

    private Usage whole(Usage nothing, int at) {
        return Usage.of(
                nothing.tenant(),
                nothing.userId(),
                nothing.resourceType(),
                (long) LONG.get(map, at + QUANTITY),
                Duration.ofMillis((long) LONG.get(map, at + MILLIS)),
                nothing.at());
    }

    /** What a loss of power left half written is no sum. */
    private void recover() {
        for (int slot = 0; slot < SLOTS; slot++) {
            int length = (int) INT.get(map, slot * SLOT);
            if (length > 0 && length <= SLOT - EVENT && isWhole(slot, length)) {
                taken.set(slot);
            } else if (length != 0) {
                INT.set(map, slot * SLOT, 0);
            }
        }
    }

    private boolean isWhole(int slot, int length) {
        byte[] event = new byte[length];
        map.get(slot * SLOT + EVENT, event);
        return (int) INT.get(map, slot * SLOT + CRC) == crc(event);
    }

    private static int crc(byte[] event) {
        CRC32C crc = new CRC32C();
        crc.update(event);
        return (int) crc.getValue();
    }
}
