package io.pharos.wire.remotewrite2;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;

/** Writes the request of good series that leaves, in one version or the other. */
interface RequestWriter {
    /** Begins a request; the symbols are complete but for those of renamed labels. */
    void begin(SymbolTable symbols, Scratch target);

    void series(SeriesScan series) throws BrokenEncoding, TooLarge;

    void finish() throws TooLarge;

    /** By how many bytes finishing moved the series on. */
    default int shifted() {
        return 0;
    }
}
