package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import io.pharos.wire.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A remote write 1.0 request as plain objects, written by protobuf's own library: what the codec is compared with. */
public record Request(List<Series> series, List<byte[]> metadata) {
    public record Label(byte[] name, byte[] value) {
        public static Label of(String name, String value) {
            return new Label(name.getBytes(UTF_8), value.getBytes(UTF_8));
        }

        public String nameText() {
            return new String(name, UTF_8);
        }

        public String valueText() {
            return new String(value, UTF_8);
        }
    }

    /** One field of a series that is not a label, as its number and bytes. */
    public record Point(int field, byte[] bytes) {}

    public record Series(List<Label> labels, List<Point> points) {
        public static Series of(String... namesAndValues) {
            List<Label> labels = new ArrayList<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                labels.add(Label.of(namesAndValues[i], namesAndValues[i + 1]));
            }
            return new Series(labels, List.of(sample(1.5, 1_700_000_000_000L)));
        }

        public long count(int field) {
            return points.stream().filter(p -> p.field() == field).count();
        }
    }

    public static Request of(Series... series) {
        return new Request(List.of(series), List.of());
    }

    public static Point sample(double value, long timestamp) {
        return sampleBits(Double.doubleToRawLongBits(value), timestamp);
    }

    public static Point sampleBits(long bits, long timestamp) {
        return new Point(2, written(out -> {
            out.writeFixed64(1, bits);
            out.writeInt64(2, timestamp);
        }));
    }

    public byte[] encode() {
        return written(out -> {
            for (Series one : series) {
                out.writeByteArray(1, encode(one));
            }
            for (byte[] one : metadata) {
                out.writeByteArray(3, one);
            }
        });
    }

    public Scratch scratch() {
        return scratch(encode());
    }

    public static Scratch scratch(byte[] bytes) {
        Scratch scratch = new Scratch();
        System.arraycopy(bytes, 0, scratch.room(bytes.length), 0, bytes.length);
        scratch.length(bytes.length);
        return scratch;
    }

    public static byte[] encode(Series series) {
        return written(out -> {
            for (Label label : series.labels()) {
                out.writeByteArray(1, encode(label));
            }
            for (Point point : series.points()) {
                out.writeByteArray(point.field(), point.bytes());
            }
        });
    }

    public static byte[] encode(Label label) {
        return written(out -> {
            out.writeByteArray(1, label.name());
            out.writeByteArray(2, label.value());
        });
    }

    public interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    public static byte[] written(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
