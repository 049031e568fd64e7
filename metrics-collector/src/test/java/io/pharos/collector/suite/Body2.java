package io.pharos.collector.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoBytes;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/** A remote write 2.0 body, put together in the order that the test gives, right or wrong. */
public final class Body2 {
    private static final int BYTES = 2;
    private static final int FIXED64 = 1;

    private final List<String> symbols = new ArrayList<>(List.of(""));
    private final Scratch series = new Scratch();

    /** The parts of one series. */
    public final class Series {
        private final Scratch content = new Scratch();
        private final ProtoWriter out = new ProtoWriter(content);

        Series(String... labels) {
            out.message(1 << 3 | BYTES, refs(labels));
        }

        /** A sample; a start of 0 is none. */
        public Series sample(double value, long millis, long startMillis) {
            Scratch sample = new Scratch();
            ProtoWriter point = new ProtoWriter(sample);
            point.fixed64(1 << 3 | FIXED64, Double.doubleToRawLongBits(value));
            point.varint(2 << 3, millis);
            if (startMillis != 0) {
                point.varint(3 << 3, startMillis);
            }
            out.message(2 << 3 | BYTES, sample);
            return this;
        }

        /** Any histogram, encoded. */
        public Series histogram(Scratch histogram) {
            out.message(3 << 3 | BYTES, histogram);
            return this;
        }

        public Series exemplar(double value, long millis, String... labels) {
            Scratch exemplar = new Scratch();
            ProtoWriter point = new ProtoWriter(exemplar);
            point.message(1 << 3 | BYTES, refs(labels));
            point.fixed64(2 << 3 | FIXED64, Double.doubleToRawLongBits(value));
            point.varint(3 << 3, millis);
            out.message(4 << 3 | BYTES, exemplar);
            return this;
        }

        public Series metadata(int type, String help, String unit) {
            Scratch metadata = new Scratch();
            ProtoWriter point = new ProtoWriter(metadata);
            point.varint(1 << 3, type);
            point.varint(3 << 3, ref(help));
            point.varint(4 << 3, ref(unit));
            out.message(5 << 3 | BYTES, metadata);
            return this;
        }

        /** Ends the series. */
        public Body2 end() {
            new ProtoWriter(series).message(5 << 3 | BYTES, content);
            return Body2.this;
        }
    }

    /** Begins a series, its labels as name, value, name, value. */
    public Series series(String... labels) {
        return new Series(labels);
    }

    public Body2 sample(double value, long millis, String... labels) {
        return series(labels).sample(value, millis, 0).end();
    }

    private Scratch refs(String... texts) {
        byte[] packed = new byte[10 * texts.length];
        int at = 0;
        for (String text : texts) {
            at = ProtoBytes.varint(packed, at, ref(text));
        }
        Scratch refs = new Scratch();
        System.arraycopy(packed, 0, refs.room(at), 0, at);
        refs.length(at);
        return refs;
    }

    /** The symbol's number. */
    public int ref(String text) {
        int known = symbols.indexOf(text);
        if (known >= 0) {
            return known;
        }
        symbols.add(text);
        return symbols.size() - 1;
    }

    public byte[] plain() {
        Scratch request = new Scratch();
        ProtoWriter out = new ProtoWriter(request);
        symbols.forEach(symbol -> out.bytes(4 << 3 | BYTES, symbol.getBytes(UTF_8)));
        out.raw(series.bytes(), 0, series.length());
        return request.copy();
    }

    public byte[] packed() {
        return Body.pack(plain());
    }
}
