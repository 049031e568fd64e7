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
