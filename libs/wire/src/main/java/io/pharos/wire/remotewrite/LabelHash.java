package io.pharos.wire.remotewrite;

import io.pharos.wire.series.TextHash;

/** The hash of one encoded label after another; a name that is known from the series before is not hashed again. */
final class LabelHash {
    private final TextHash text = new TextHash();
    private long nameHigh;
    private long nameLow;
    private long high;
    private long low;

    void name(byte[] bytes, LabelText label) {
        text.of(bytes, label.nameFrom(), label.nameTo());
        nameHigh = text.high();
        nameLow = text.low();
    }

    void name(long knownHigh, long knownLow) {
        nameHigh = knownHigh;
        nameLow = knownLow;
    }

    void value(byte[] bytes, LabelText label) {
        text.of(bytes, label.valueFrom(), label.valueTo());
        high = TextHash.label(nameHigh, text.high());
        low = TextHash.label(nameLow, text.low());
    }

    long nameHigh() {
        return nameHigh;
    }

    long nameLow() {
        return nameLow;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
