package io.pharos.collector.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A remote write 1.0 body, put together by hand in the order that the test gives, right or wrong. */
public final class Body {
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();

    /** One sample of a series, its labels as name, value, name, value. */
    public Body sample(double value, long millis, String... labels) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        sample.write(1 << 3 | 1);
        sample.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array());
        sample.write(2 << 3);
        varint(sample, millis);
        return point(2, sample.toByteArray(), labels);
    }

    /** An integer native histogram of no observation. */
    public Body histogram(long millis, String... labels) {
        ByteArrayOutputStream histogram = new ByteArrayOutputStream();
        histogram.write(1 << 3);
        varint(histogram, 0);
        histogram.write(15 << 3);
        varint(histogram, millis);
        return point(4, histogram.toByteArray(), labels);
    }

    private Body point(int field, byte[] point, String... labels) {
        ByteArrayOutputStream series = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i += 2) {
            ByteArrayOutputStream label = new ByteArrayOutputStream();
            field(label, 1, labels[i].getBytes(UTF_8));
            field(label, 2, labels[i + 1].getBytes(UTF_8));
            field(series, 1, label.toByteArray());
        }
        field(series, field, point);
        field(request, 1, series.toByteArray());
        return this;
    }

    /** Not packed. */
    public byte[] plain() {
        return request.toByteArray();
    }

    public byte[] packed() {
        return pack(plain());
    }

    public static byte[] pack(byte[] plain) {
        Scratch source = new Scratch();
        System.arraycopy(plain, 0, source.room(plain.length), 0, plain.length);
        source.length(plain.length);
        return new SnappyBlock().pack(source, new Scratch());
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        out.write(number << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
