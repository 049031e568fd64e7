package io.pharos.wire.remotewrite2;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Gathers the metadata that 2.0 has in each series into 1.0's list, once for each metric family. */
final class MetadataOfV1 {
    private static final int METADATA = 3 << 3 | BYTES;
    private static final int TYPE = 1 << 3 | VARINT;
    private static final int FAMILY = 2 << 3 | BYTES;
    private static final int HELP = 4 << 3 | BYTES;
    private static final int UNIT = 5 << 3 | BYTES;

    private static final int HISTOGRAM = 3;
    private static final int GAUGE_HISTOGRAM = 4;
    private static final int SUMMARY = 5;

    private final Scratch one = new Scratch();
    private final Scratch all = new Scratch();
    private final BitSet seen = new BitSet();
    private final Set<String> families = new HashSet<>();
    private final int maxBytes;
    private SymbolTable symbols = new SymbolTable();

    MetadataOfV1(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void begin(SymbolTable table) {
        symbols = table;
        all.room(0);
        seen.clear();
        families.clear();
    }

    /** Takes the metadata that stands from the cursor's position to {@code end}, of the series with those labels. */
    void take(ProtoCursor cursor, int end, LabelRefs labels) throws BrokenEncoding, TooLarge {
        long type = 0;
        int help = 0;
        int unit = 0;
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            switch (tag) {
                case PointScan.TYPE -> type = cursor.varint(end);
                case PointScan.HELP -> help = cursor.smallVarint(end);
                case PointScan.UNIT -> unit = cursor.smallVarint(end);
                default -> cursor.skip(tag, end);
            }
        }
        int metric = metric(labels);
        if (type + help + unit != 0 && !seen.get(metric)) {
            seen.set(metric);
            add(family(text(metric), (int) type), type, help, unit);
        }
    }

    private int metric(LabelRefs labels) {
        for (int i = 0; i < labels.count(); i += 2) {
            if (symbols.holds(labels.get(i)) && symbols.namesMetric(labels.get(i))) {
                return labels.get(i + 1);
            }
        }
        throw new IllegalStateException("a good series has a name");
    }

    private void add(String family, long type, int help, int unit) throws TooLarge {
        if (!families.add(family)) {
            return;
        }
        if (all.length() > maxBytes - symbols.length(help) - symbols.length(unit)) {
            throw new TooLarge();
        }
        one.room(0);
        ProtoWriter out = new ProtoWriter(one);
        out.varint(TYPE, type);
        out.bytes(FAMILY, family.getBytes(UTF_8));
        out.bytes(HELP, symbols.copy(help));
        out.bytes(UNIT, symbols.copy(unit));
        new ProtoWriter(all).message(METADATA, one);
    }

    private String text(int ref) {
        return new String(symbols.bytes(ref), symbols.start(ref), symbols.length(ref), UTF_8);
    }

    /** The family of a metric: classic histograms and summaries have several metrics in one. */
    private static String family(String metric, int type) {
        return switch (type) {
            case HISTOGRAM -> without(metric, "_bucket", "_count", "_sum");
            case GAUGE_HISTOGRAM -> without(metric, "_bucket", "_gcount", "_gsum");
            case SUMMARY -> without(metric, "_count", "_sum");
            default -> metric;
        };
    }

    private static String without(String metric, String... suffixes) {
        for (String suffix : suffixes) {
            if (metric.endsWith(suffix) && metric.length() > suffix.length()) {
                return metric.substring(0, metric.length() - suffix.length());
            }
        }
        return metric;
    }

    int length() {
        return all.length();
    }

    void write(Scratch target) {
        new ProtoWriter(target).raw(all.bytes(), 0, all.length());
        all.trim();
    }
}
