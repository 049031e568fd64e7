package io.pharos.gateway.engines;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A remote-write 1.0 request, made by hand: protobuf of a few fields, snappy of literals only. */
public final class RemoteWrite {
    private static final int LONGEST_LITERAL = 60;

    private final ByteArrayOutputStream series = new ByteArrayOutputStream();

    /** One sample of one series; {@code __name__} is among the labels. */
    public RemoteWrite sample(Map<String, String> labels, double value, Instant time) {
        return add(labels, 2, point(new ByteArrayOutputStream(), 1, value, time));
    }

    /** One exemplar of one series, which names a trace. */
    public RemoteWrite exemplar(Map<String, String> labels, String traceId, double value, Instant time) {
        ByteArrayOutputStream exemplar = new ByteArrayOutputStream();
        field(exemplar, 1, label("trace_id", traceId));
        return add(labels, 3, point(exemplar, 2, value, time));
    }

    private RemoteWrite add(Map<String, String> labels, int number, byte[] point) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        new TreeMap<>(labels).forEach((name, content) -> field(one, 1, label(name, content)));
        field(one, number, point);
        field(series, 1, one.toByteArray());
        return this;
    }

    /** A value and, in the field after it, its time. */
    private static byte[] point(ByteArrayOutputStream out, int number, double value, Instant time) {
        out.write(number << 3 | 1);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array());
        out.write(number + 1 << 3);
        varint(out, time.toEpochMilli());
        return out.toByteArray();
    }

    /** Packed, as it is sent. */
    public byte[] body() {
        byte[] plain = series.toByteArray();
        ByteArrayOutputStream snappy = new ByteArrayOutputStream();
        varint(snappy, plain.length);
        for (int from = 0; from < plain.length; from += LONGEST_LITERAL) {
            int length = Math.min(LONGEST_LITERAL, plain.length - from);
            snappy.write(length - 1 << 2);
            snappy.write(plain, from, length);
        }
        return snappy.toByteArray();
    }

    private static byte[] label(String name, String value) {
        ByteArrayOutputStream label = new ByteArrayOutputStream();
        field(label, 1, name.getBytes(StandardCharsets.UTF_8));
        field(label, 2, value.getBytes(StandardCharsets.UTF_8));
        return label.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        out.write(number << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
