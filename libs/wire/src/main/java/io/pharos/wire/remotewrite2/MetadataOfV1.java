package io.pharos.wire.remotewrite2;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
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
    private CardGuard cards = CardGuard.REFUSE;
    private boolean full;
    private SymbolTable symbols = new SymbolTable();

    MetadataOfV1(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void begin(SymbolTable table, CardGuard cardGuard) {
        symbols = table;
        cards = cardGuard;
        all.trim();
        all.room(0);
        full = false;
        seen.clear();
        families.clear();
    }

    /** Takes what a series says of its metric, where it is the first to say something; no card number is a metric. */
    void take(SeriesScan series) {
        PointScan told = series.points();
        int metric = series.labels().metric();
        if (told.type() + told.help() + told.unit() != 0 && !seen.get(metric)) {
            seen.set(metric);
            if (!symbols.carded(metric)) {
                add(family(text(metric), (int) told.type()), told.type(), told.help(), told.unit());
            }
        }
    }

    private void add(String family, long type, int help, int unit) {
        if (full || !families.add(family)) {
            return;
        }
        if (all.length() > maxBytes - symbols.length(help) - symbols.length(unit)) {
            full = true;
            return;
        }
        one.room(0);
        ProtoWriter out = new ProtoWriter(one);
        out.varint(TYPE, type);
        out.bytes(FAMILY, family.getBytes(UTF_8));
        out.bytes(HELP, clean(help));
        out.bytes(UNIT, clean(unit));
        new ProtoWriter(all).message(METADATA, one);
    }

    /** The text with card numbers masked; where they are refused, no series that tells one comes here. */
    private byte[] clean(int ref) {
        byte[] text = symbols.copy(ref);
        return symbols.carded(ref) ? cards.masked(text, 0, text.length) : text;
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

    /** Whether it was more than fits into a request. */
    boolean full() {
        return full;
    }

    int length() {
        return all.length();
    }

    void write(Scratch target) {
        new ProtoWriter(target).raw(all.bytes(), 0, all.length());
    }

    /** The list as 1.0 encodes it. */
    Scratch encoded() {
        return all;
    }
}
