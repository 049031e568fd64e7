package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.List;

/** A remote write 2.0 request of two series with a job each and one sample, by hand. */
final class TwoSeries {
    private static final int BYTES = 2;

    private TwoSeries() {}

    static byte[] ofVersion2(long millis, String one, String oneJob, String other, String otherJob) {
        Scratch request = new Scratch();
        ProtoWriter out = new ProtoWriter(request);
        for (String symbol : List.of("", "__name__", one, "job", oneJob, other, otherJob)) {
            out.bytes(4 << 3 | BYTES, symbol.getBytes(UTF_8));
        }
        out.message(5 << 3 | BYTES, series(millis, 1, 2, 3, 4));
        out.message(5 << 3 | BYTES, series(millis, 1, 5, 3, 6));
        return request.copy();
    }

    /** A series of that label's value with that text in an exemplar or in its metric's help, and one beside it. */
    static byte[] telling(long millis, String value, String exemplar, String help) {
        return telling(millis, "paid", value, exemplar, help);
    }

    /** A series of that metric with a help text, and one beside it. */
    static byte[] named(long millis, String metric) {
        return telling(millis, metric, "x", "", "what it counts");
    }

    private static byte[] telling(long millis, String metric, String value, String exemplar, String help) {
        Scratch request = new Scratch();
        ProtoWriter out = new ProtoWriter(request);
        for (String symbol : List.of("", "__name__", metric, "job", value, "beside", "trace", exemplar, help)) {
            out.bytes(4 << 3 | BYTES, symbol.getBytes(UTF_8));
        }
        Scratch one = series(millis, 1, 2, 3, 4);
        ProtoWriter more = new ProtoWriter(one);
        if (!exemplar.isEmpty()) {
            more.message(4 << 3 | BYTES, exemplar(millis, 6, 7));
        }
        Scratch metadata = new Scratch();
        new ProtoWriter(metadata).varint(3 << 3, 8);
        more.message(5 << 3 | BYTES, metadata);
        out.message(5 << 3 | BYTES, one);
        out.message(5 << 3 | BYTES, series(millis, 1, 5, 3, 4));
        return request.copy();
    }

    private static Scratch exemplar(long millis, int name, int value) {
        Scratch exemplar = new Scratch();
        ProtoWriter out = new ProtoWriter(exemplar);
        out.bytes(1 << 3 | BYTES, new byte[] {(byte) name, (byte) value});
        out.fixed64(2 << 3 | 1, Double.doubleToRawLongBits(1));
        out.varint(3 << 3, millis);
        return exemplar;
    }

    private static Scratch series(long millis, int... refs) {
        Scratch series = new Scratch();
        ProtoWriter out = new ProtoWriter(series);
        byte[] packed = new byte[refs.length];
        for (int i = 0; i < refs.length; i++) {
            packed[i] = (byte) refs[i];
        }
        out.bytes(1 << 3 | BYTES, packed);
        Scratch sample = new Scratch();
        ProtoWriter point = new ProtoWriter(sample);
        point.fixed64(1 << 3 | 1, Double.doubleToRawLongBits(1));
        point.varint(2 << 3, millis);
        out.message(2 << 3 | BYTES, sample);
        return series;
    }
}
