package io.pharos.wire.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Body;
import io.pharos.wire.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** OTLP requests by protobuf's own library, and what becomes of them, a line a series. */
final class Otlp {
    static final int DELTA = 1;
    static final int CUMULATIVE = 2;
    static final long NANOS = 1_500_000_000L;

    private Otlp() {}

    static byte[] request(byte[] resource, byte[]... metrics) {
        return Request.written(out -> out.writeByteArray(1, Request.written(of -> {
            of.writeByteArray(2, scope(metrics));
            of.writeByteArray(1, resource);
        })));
    }

    private static byte[] scope(byte[]... metrics) {
        return Request.written(out -> {
            out.writeByteArray(1, Request.written(scope -> {
                scope.writeString(1, "library");
                scope.writeString(2, "1.2");
            }));
            for (byte[] metric : metrics) {
                out.writeByteArray(2, metric);
            }
        });
    }

    /** A resource with those attributes. */
    static byte[] resource(String... attributes) {
        return Request.written(out -> {
            for (int i = 0; i < attributes.length; i += 2) {
                out.writeByteArray(1, attribute(attributes[i], attributes[i + 1]));
            }
        });
    }

    static byte[] attribute(String key, String value) {
        return attribute(key, any -> any.writeString(1, value));
    }

    static byte[] attribute(String key, Body value) {
        return Request.written(out -> {
            out.writeString(1, key);
            out.writeByteArray(2, Request.written(value));
        });
    }

    static byte[] gauge(String name, String unit, byte[]... points) {
        return metric(name, unit, 5, points, data -> {});
    }

    static byte[] sum(String name, String unit, int temporality, boolean monotonic, byte[]... points) {
        return metric(name, unit, 7, points, data -> {
            data.writeEnum(2, temporality);
            data.writeBool(3, monotonic);
        });
    }

    static byte[] metric(String name, String unit, int field, byte[][] points, Body rest) {
        return Request.written(out -> {
            out.writeString(1, name);
            out.writeString(2, "About " + name);
            out.writeString(3, unit);
            out.writeByteArray(field, Request.written(data -> {
                for (byte[] point : points) {
                    data.writeByteArray(1, point);
                }
                rest.write(data);
            }));
        });
    }

    static byte[] number(double value, long nanos, String... attributes) {
        return Request.written(out -> {
            out.writeFixed64(3, nanos);
            out.writeDouble(4, value);
            for (int i = 0; i < attributes.length; i += 2) {
                out.writeByteArray(7, attribute(attributes[i], attributes[i + 1]));
            }
        });
    }

    static byte[] histogram(long nanos, double sum, double[] bounds, long... counts) {
        return Request.written(out -> {
            out.writeFixed64(3, nanos);
            long count = 0;
            for (long one : counts) {
                count += one;
            }
            out.writeFixed64(4, count);
            out.writeDouble(5, sum);
            out.writeByteArray(6, Request.written(packed -> {
                for (long one : counts) {
                    packed.writeFixed64NoTag(one);
                }
            }));
            out.writeByteArray(7, Request.written(packed -> {
                for (double bound : bounds) {
                    packed.writeDoubleNoTag(bound);
                }
            }));
        });
    }

    static byte[] buckets(int offset, long... counts) {
        return Request.written(out -> {
            out.writeSInt32(1, offset);
            out.writeByteArray(2, Request.written(packed -> {
                for (long one : counts) {
                    packed.writeUInt64NoTag(one);
                }
            }));
        });
    }

    /** Each series as {@code name{labels} value @millis # exemplars}. */
    static List<String> lines(OtlpTranslator translator, byte[] request) throws IOException {
        return translated(translator, request).series().stream().map(Otlp::line).toList();
    }

    static Request translated(OtlpTranslator translator, byte[] request) throws IOException {
        Scratch target = new Scratch();
        String unreadable = translator.translate(Request.scratch(request), 1 << 20, target);
        if (unreadable != null) {
            throw new IOException(unreadable);
        }
        return NaiveReader.read(target.copy());
    }

    private static String line(Request.Series series) {
        String name = series.labels().stream()
                .filter(label -> label.nameText().equals("__name__"))
                .map(Request.Label::valueText)
                .collect(Collectors.joining());
        String labels = series.labels().stream()
                .filter(label -> !label.nameText().equals("__name__"))
                .map(label -> label.nameText() + "=" + label.valueText())
                .collect(Collectors.joining(","));
        List<String> points = new ArrayList<>();
        series.points().forEach(point -> points.add(point(point)));
        return name + "{" + labels + "} " + String.join(" ", points);
    }

    private static String point(Request.Point point) {
        try {
            return switch (point.field()) {
                case 2 -> sample(point.bytes());
                case 3 -> "# exemplar";
                default -> "histogram";
            };
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sample(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String value = "0";
        long millis = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                long bits = in.readFixed64();
                value = bits == Point.STALE ? "stale" : Numbers.text(Double.longBitsToDouble(bits));
            } else {
                millis = in.readInt64();
            }
        }
        return value + " @" + millis;
    }
}
