package io.pharos.wire.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Sound bodies of every protocol, packed in every way. */
final class Bodies {
    private static final String TEXT = """
        # TYPE paid counter
        # HELP paid Orders \\\\n paid.
        paid_total{zone="b",A="1",empty=""} 17 # {trace_id="x"} 0.5
        paid_total{zone="c"} 3 2.5
        # TYPE latency histogram
        latency_bucket{le="0.1"} 1
        latency_bucket{le="+Inf"} 2
        latency_count 2
        latency_sum 0.3
        # EOF
        """;

    private Bodies() {}

    enum Form {
        REMOTE_WRITE_1,
        REMOTE_WRITE_2,
        OTLP,
        PROMETHEUS,
        OPENMETRICS
    }

    record Body(Form form, Packing packing, byte[] bytes) {}

    static List<Body> all() throws IOException {
        List<Body> all = new ArrayList<>();
        for (Form form : Form.values()) {
            for (Packing packing : Packing.values()) {
                all.add(new Body(form, packing, packed(packing, plain(form))));
            }
        }
        return all;
    }

    private static byte[] plain(Form form) {
        return switch (form) {
            case REMOTE_WRITE_1 ->
                Request.of(
                                Series.of("__name__", "up", "job", "a", "zone", "b"),
                                Series.of("__name__", "up", "job", "a", "zone", "c"),
                                Series.of("__name__", "down", "tenant_id", "acme"),
                                Series.of("__name__", "down", "tenant_id", "acmf"))
                        .encode();
            case REMOTE_WRITE_2 -> version2();
            case OTLP -> otlp();
            case PROMETHEUS -> TEXT.replace(" # {trace_id=\"x\"} 0.5", "").getBytes(UTF_8);
            case OPENMETRICS -> TEXT.getBytes(UTF_8);
        };
    }

    private static byte[] version2() {
        String[] symbols = {"", "__name__", "up", "job", "a", "tenant_id", "acme", "acmf", "Help.", "trace_id"};
        return Request.written(out -> {
            for (String symbol : symbols) {
                out.writeString(4, symbol);
            }
            for (int owner = 6; owner <= 7; owner++) {
                byte[] refs = {1, 2, 3, 4, 5, (byte) owner};
                out.writeByteArray(5, Request.written(series -> {
                    series.writeByteArray(1, refs);
                    series.writeByteArray(2, Request.written(sample -> {
                        sample.writeDouble(1, 1.5);
                        sample.writeInt64(2, 1_700_000_000_000L);
                        sample.writeInt64(3, 1_600_000_000_000L);
                    }));
                    series.writeByteArray(4, Request.written(exemplar -> {
                        exemplar.writeByteArray(1, new byte[] {9, 4});
                        exemplar.writeDouble(2, 1);
                        exemplar.writeInt64(3, 1_700_000_000_000L);
                    }));
                    series.writeByteArray(5, Request.written(metadata -> {
                        metadata.writeEnum(1, 1);
                        metadata.writeUInt32(3, 8);
                    }));
                }));
            }
        });
    }

    private static byte[] otlp() {
        byte[] attribute = Request.written(out -> {
            out.writeString(1, "zone");
            out.writeByteArray(2, Request.written(value -> value.writeString(1, "b")));
        });
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, 1_700_000_000_000_000_000L);
            out.writeDouble(4, 3);
            out.writeByteArray(7, attribute);
        });
        byte[] exponential = Request.written(out -> {
            out.writeFixed64(3, 1_700_000_000_000_000_000L);
            out.writeFixed64(4, 6);
            out.writeSInt32(6, 9);
            out.writeByteArray(8, Request.written(buckets -> {
                buckets.writeSInt32(1, -3);
                buckets.writeByteArray(2, new byte[] {1, 0, 2, 3});
            }));
        });
        return Request.written(out -> out.writeByteArray(1, Request.written(resource -> {
            resource.writeByteArray(1, Request.written(of -> of.writeByteArray(1, attribute)));
            resource.writeByteArray(2, Request.written(scope -> {
                scope.writeByteArray(2, metric("paid", 7, point));
                scope.writeByteArray(2, metric("sizes", 10, exponential));
            }));
        })));
    }

    private static byte[] metric(String name, int field, byte[] point) {
        return Request.written(out -> {
            out.writeString(1, name);
            out.writeString(3, "By");
            out.writeByteArray(field, Request.written(data -> {
                data.writeByteArray(1, point);
                data.writeEnum(2, 2);
            }));
        });
    }

    private static byte[] packed(Packing packing, byte[] bytes) throws IOException {
        return switch (packing) {
            case IDENTITY -> bytes;
            case SNAPPY -> new SnappyBlock().pack(Request.scratch(bytes), new Scratch());
            case ZSTD -> {
                ZstdJavaCompressor zstd = new ZstdJavaCompressor();
                byte[] out = new byte[zstd.maxCompressedLength(bytes.length)];
                yield Arrays.copyOf(out, zstd.compress(bytes, 0, bytes.length, out, 0, out.length));
            }
            case GZIP -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (OutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(bytes);
                }
                yield out.toByteArray();
            }
        };
    }
}
