package io.pharos.wire.remotewrite2;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The labels of a labelled remote write 2.0 request's series, by the references that stand at each one's beginning. */
final class LabelledSeries2 implements SeriesLabels {
    private final ProtoCursor cursor = new ProtoCursor();
    private final SymbolTable symbols;
    private final SeriesIndex index;
    private final Supplier<Scratch> request;

    LabelledSeries2(SymbolTable symbols, SeriesIndex index, Supplier<Scratch> request) {
        this.symbols = symbols;
        this.index = index;
        this.request = request;
    }

    private interface Pairs {
        void pair(int name, int value);
    }

    @Override
    public void read(int series, Reader reader) {
        pairs(series, (name, value) -> {
            int nameFrom = symbols.start(name);
            int valueFrom = symbols.start(value);
            reader.label(
                    symbols.bytes(name),
                    nameFrom,
                    nameFrom + symbols.length(name),
                    symbols.bytes(value),
                    valueFrom,
                    valueFrom + symbols.length(value));
        });
    }

    @Override
    public String text(int series) {
        IntStream.Builder senders = IntStream.builder();
        pairs(series, (name, value) -> {
            if (symbols.holds(name)) {
                senders.add(name).add(value);
            }
        });
        LabelRefs refs = new LabelRefs();
        refs.replace(senders.build().toArray());
        return SeriesName.of(refs, symbols);
    }

    private void pairs(int series, Pairs reader) {
        cursor.over(request.get().bytes());
        cursor.moveTo(index.from(series));
        try {
            cursor.tag(index.to(series));
            int end = cursor.contentEnd(index.to(series));
            cursor.tag(end);
            int refsEnd = cursor.contentEnd(end);
            while (cursor.position() < refsEnd) {
                int name = cursor.smallVarint(refsEnd);
                reader.pair(name, cursor.smallVarint(refsEnd));
            }
        } catch (BrokenEncoding e) {
            throw new IllegalStateException("a labelled series cannot be read: " + e.reason());
        }
    }
}
