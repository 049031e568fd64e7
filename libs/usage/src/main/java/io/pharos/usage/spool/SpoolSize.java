package io.pharos.usage.spool;

/** How much the spool may hold: the bytes of a segment, and how many segments there may be. */
public record SpoolSize(int segmentBytes, int segments) {
    private static final int SMALLEST = 8 * 1024;

    public SpoolSize {
        if (segmentBytes < SMALLEST || segmentBytes > Position.MAX_SEGMENT_BYTES || segmentBytes % 8 != 0) {
            throw new IllegalArgumentException("a segment has 8 KiB to 256 MiB, in multiples of 8");
        }
        if (segments < 2) {
            throw new IllegalArgumentException("a spool has two segments at least");
        }
    }

    /** The size that stays within a number of bytes. */
    public static SpoolSize within(long bytes, int segmentBytes) {
        return new SpoolSize(segmentBytes, (int) Math.max(2, bytes / segmentBytes));
    }

    long bytes() {
        return (long) segmentBytes * segments;
    }
}
