package io.pharos.e2e.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Encodes remote write 1.0 (prometheus.WriteRequest) by hand: protobuf inside snappy's block format. */
public final class RemoteWrite {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private RemoteWrite() {}

    /** A whole request body. */
    public static byte[] of(Series... series) {
        return snappy(protobuf(List.of(series)));
    }

    /** Compresses a message as senders do. */
    public static byte[] snappy(byte[] message) {
        try {
            return Snappy.compress(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message before compression. */
    public static byte[] protobuf(List<Series> series) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        series.forEach(each -> bytes(out, 1, timeSeries(each)));
        return out.toByteArray();
    }

    /** A snappy header that promises a size, with next to nothing behind it. */
    public static byte[] bomb(long declaredBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, declaredBytes);
        out.write(0);
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] timeSeries(Series series) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Series.Label label : series.labels()) {
            ByteArrayOutputStream pair = new ByteArrayOutputStream();
            bytes(pair, 1, label.name().getBytes(UTF_8));
            bytes(pair, 2, label.value().getBytes(UTF_8));
            bytes(out, 1, pair.toByteArray());
        }
        bytes(out, 2, sample(series));
        return out.toByteArray();
    }

    private static byte[] sample(Series series) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1 << 3 | FIXED64);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(series.value())
                .array());
        out.write(2 << 3 | VARINT);
        varint(out, series.timestampMillis());
        return out.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        out.write(field << 3 | BYTES);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
