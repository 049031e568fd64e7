package io.pharos.wire.remotewrite2;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoBytes;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;

/** Copies symbols and series as they are, but for the labels, whose references are written anew. */
final class WriterOfV2 implements RequestWriter {
    static final int SERIES = 5 << 3 | ProtoCursor.BYTES;

    /** Two tags and two lengths. */
    private static final int LONGEST_HEADS = 12;

    private SymbolTable symbols = new SymbolTable();
    private Scratch target = new Scratch();
    private int symbolsWritten;
    private int symbolsEnd;
    private int shifted;

    @Override
    public void begin(SymbolTable table, Scratch out) {
        symbols = table;
        target = out;
        symbolsWritten = symbols.size();
        symbols.write(0, symbolsWritten, new ProtoWriter(target));
        symbolsEnd = target.length();
        shifted = 0;
    }

    @Override
    public void series(SeriesScan series) {
        LabelRefs labels = series.labels().refs();
        int refs = labels.packedSize();
        int rest = series.restTo() - series.restFrom();
        int content = 1 + ProtoBytes.varintSize(refs) + refs + rest;
        byte[] out = target.more(LONGEST_HEADS + content);
        int at = target.length();
        out[at] = SERIES;
        at = ProtoBytes.varint(out, at + 1, content);
        out[at] = SeriesScan.LABELS;
        at = ProtoBytes.varint(out, at + 1, refs);
        at = labels.pack(out, at);
        System.arraycopy(series.rest(), series.restFrom(), out, at, rest);
        target.length(at + rest);
    }

    /** Renamed labels' symbols go to the others: a reader may take series as they come. */
    @Override
    public void finish() {
        if (symbols.size() == symbolsWritten) {
            return;
        }
        Scratch late = new Scratch();
        symbols.write(symbolsWritten, symbols.size(), new ProtoWriter(late));
        byte[] out = target.more(late.length());
        System.arraycopy(out, symbolsEnd, out, symbolsEnd + late.length(), target.length() - symbolsEnd);
        System.arraycopy(late.bytes(), 0, out, symbolsEnd, late.length());
        target.length(target.length() + late.length());
        shifted = late.length();
    }

    @Override
    public int shifted() {
        return shifted;
    }
}
