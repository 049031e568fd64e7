package io.pharos.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.gateway.matrix.Matrix;
import io.pharos.gateway.matrix.Points;
import io.pharos.gateway.matrix.Series;
import io.pharos.gateway.matrix.Steps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The form in which results are kept: a version, the size when unpacked, and deflated the extents with each time as the
 * number of its step. What cannot be read, of another version or cut off, is nothing.
 */
final class KeptCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    private KeptCodec() {}

    /** How many bytes that takes in memory, roughly, or -1 where it is of another version. */
    static int unpackedSize(byte[] packed) {
        return packed.length < HEAD || packed[0] != VERSION
                ? -1
                : (packed[1] & 0xff) << 24 | (packed[2] & 0xff) << 16 | (packed[3] & 0xff) << 8 | packed[4] & 0xff;
    }

    static byte[] write(Kept kept) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(4096);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1024);
        Deflater fastest = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream head = new DataOutputStream(packed)) {
            writeKept(kept, new DataOutputStream(plain));
            head.writeByte(VERSION);
            head.writeInt(plain.size());
            try (DeflaterOutputStream body = new DeflaterOutputStream(packed, fastest)) {
                plain.writeTo(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            fastest.end();
        }
        return packed.toByteArray();
    }

    static Optional<Kept> read(byte[] packed) {
        if (unpackedSize(packed) < 0) {
            return Optional.empty();
        }
        ByteArrayInputStream body = new ByteArrayInputStream(packed, HEAD, packed.length - HEAD);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(body))) {
            byte[] plain = in.readNBytes(unpackedSize(packed));
            return Optional.of(readKept(new DataInputStream(new ByteArrayInputStream(plain))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void writeKept(Kept kept, DataOutputStream out) throws IOException {
        writeText(kept.birth(), out);
        out.writeLong(kept.checkedAt());
        out.writeInt(kept.extents().size());
        for (Extent extent : kept.extents()) {
            out.writeLong(extent.steps().first());
            out.writeLong(extent.steps().last());
            out.writeLong(extent.steps().step());
            out.writeLong(extent.askedAt());
            out.writeInt(extent.matrix().series().size());
            for (Series series : extent.matrix().series()) {
                writeText(series.metric(), out);
                writePoints(series.values(), extent.steps(), out);
                writePoints(series.histograms(), extent.steps(), out);
            }
        }
    }

    private static void writePoints(Points points, Steps steps, DataOutputStream out) throws IOException {
        out.writeInt(points.times().length);
        for (int i = 0; i < points.times().length; i++) {
            out.writeInt((int) ((points.times()[i] - steps.first()) / steps.step()));
            writeText(points.texts()[i], out);
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Kept readKept(DataInputStream in) throws IOException {
        String birth = readText(in);
        long checkedAt = in.readLong();
        int count = in.readInt();
        List<Extent> extents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Steps steps = new Steps(in.readLong(), in.readLong(), in.readLong());
            long askedAt = in.readLong();
            extents.add(new Extent(steps, askedAt, readMatrix(steps, in)));
        }
        return new Kept(birth, checkedAt, extents);
    }

    private static Matrix readMatrix(Steps steps, DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            series.add(new Series(readText(in), readPoints(steps, in), readPoints(steps, in)));
        }
        return new Matrix(series);
    }

    private static Points readPoints(Steps steps, DataInputStream in) throws IOException {
        int count = checked(in.readInt(), in);
        long[] times = new long[count];
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            times[i] = steps.first() + in.readInt() * steps.step();
            texts[i] = readText(in);
        }
        return new Points(times, texts);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(checked(in.readInt(), in)), UTF_8);
    }

    /** Nothing is made room for that is longer than what is left. */
    private static int checked(int length, DataInputStream in) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length);
        }
        return length;
    }
}
