package io.pharos.tsdb.series;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct hashes, and merges with others' counts: exactly up to a few, and beyond that by HyperLogLog. As a
 * count to bill by, these are {@link #EXACT} and 2^17 registers (standard error 0.29 %). It takes the room that the
 * hashes do while they are few, since most counts stay small. One thread at a time.
 */
public final class DistinctCount {
    static final int EXACT = 8192;

    private static final int PRECISION = 17;
    private static final int FIRST_ROOM = 8;
    private static final byte FEW = 1;
    private static final byte MANY = 2;

    /** At three and a half standard errors an estimate is over the truth once in four thousand hours. */
    private static final double MARGIN = 0.0099;

    private final int precision;
    private final int exact;
    private long[] few = new long[FIRST_ROOM];
    private int count;
    private boolean zero;
    private @Nullable HyperLogLog many;

    /** A count to bill by. */
    public DistinctCount() {
        this(PRECISION, EXACT);
    }

    /** One that is exact up to so many, and else by 2^precision registers; it merges with its like alone. */
    DistinctCount(int precision, int exact) {
        this.precision = precision;
        this.exact = exact;
    }

    /** Adds a hash whose every bit is good. */
    public void add(long hash) {
        if (many != null) {
            many.add(hash);
        } else if (hash == 0) {
            zero = true;
        } else if (put(hash) && count > exact) {
            becomeMany();
        }
    }

    private boolean put(long hash) {
        int mask = few.length - 1;
        int slot = (int) hash & mask;
        while (few[slot] != 0) {
            if (few[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        few[slot] = hash;
        if (++count > few.length / 2) {
            long[] old = few;
            few = new long[2 * old.length];
            count = 0;
            for (long each : old) {
                if (each != 0) {
                    put(each);
                }
            }
        }
        return true;
    }

    private HyperLogLog becomeMany() {
        HyperLogLog sketch = new HyperLogLog(precision);
        for (long hash : few) {
            if (hash != 0) {
                sketch.add(hash);
            }
        }
        if (zero) {
            sketch.add(0);
        }
        few = new long[0];
        many = sketch;
        return sketch;
    }

    /** Adds what another one has counted. */
    public void merge(DistinctCount other) {
        if (other.many != null) {
            (many == null ? becomeMany() : many).merge(other.many);
            return;
        }
        for (long hash : other.few) {
            if (hash != 0) {
                add(hash);
            }
        }
        if (other.zero) {
            add(0);
        }
    }

    /** How many there are, exactly or as near as can be told. */
    public long estimate() {
        return many == null ? exactly() : Math.round(many.estimate());
    }

    /** How many there are at least: what may be billed. */
    public long atLeast() {
        return many == null ? exactly() : (long) (many.estimate() * (1 - MARGIN));
    }

    private long exactly() {
        return count + (zero ? 1 : 0);
    }

    /** The count as bytes for another process to {@link #read}. */
    public byte[] write() {
        if (many != null) {
            byte[] registers = many.registers();
            return ByteBuffer.allocate(1 + registers.length)
                    .put(MANY)
                    .put(registers)
                    .array();
        }
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES * (int) exactly()).put(FEW);
        for (long hash : few) {
            if (hash != 0) {
                bytes.putLong(hash);
            }
        }
        if (zero) {
            bytes.putLong(0);
        }
        return bytes.array();
    }

    /** Reads what {@link #write} wrote; an {@link IllegalArgumentException} where it is something else. */
    public static DistinctCount read(byte[] bytes) {
        DistinctCount result = new DistinctCount();
        if (bytes.length == 1 + (1 << PRECISION) && bytes[0] == MANY) {
            result.becomeMany().merge(bytes, 1);
            return result;
        }
        if (bytes.length == 0 || bytes[0] != FEW || (bytes.length - 1) % Long.BYTES != 0) {
            throw new IllegalArgumentException("not a count of distinct hashes");
        }
        ByteBuffer hashes = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        while (hashes.hasRemaining()) {
            result.add(hashes.getLong());
        }
        return result;
    }
}
