package io.pharos.wire.remotewrite2;

import io.pharos.wire.remotewrite.SeriesText;

/** Writes a series' name for a message: {@code up{job="node",…}}, one bounded line. */
final class SeriesName {
    private static final int MOST_REFS = 40;

    private SeriesName() {}

    static String of(LabelRefs labels, SymbolTable symbols) {
        StringBuilder metric = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < Math.min(labels.count(), MOST_REFS); i += 2) {
            int name = labels.get(i);
            int value = labels.get(i + 1);
            if (!symbols.holds(name) || !symbols.holds(value)) {
                text.append('…');
            } else if (metric.isEmpty() && symbols.namesMetric(name)) {
                metric.append(part(value, symbols));
            } else {
                text.append(text.isEmpty() ? "" : ",").append(part(name, symbols));
                text.append("=\"").append(part(value, symbols)).append('"');
            }
        }
        return SeriesText.cut(metric.append('{').append(text).append('}').toString());
    }

    /** A symbol as it may stand in a message. */
    static String part(int ref, SymbolTable symbols) {
        if (!symbols.holds(ref)) {
            return "";
        }
        int start = symbols.start(ref);
        return SeriesText.part(symbols.bytes(ref), start, start + symbols.length(ref));
    }
}
