package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;

/** Writes a series' name for a message: {@code up{job="node",…}}, one line, at most 256 characters. */
public final class SeriesText {
    private static final int LONGEST = 256;
    private static final int LONGEST_PART = 80;

    private SeriesText() {}

    /** The name of the series whose fields stand there. */
    public static String of(byte[] bytes, int from, int to) {
        StringBuilder metric = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        ProtoCursor cursor = new ProtoCursor();
        cursor.over(bytes);
        cursor.moveTo(from);
        try {
            collect(cursor, to, metric, labels);
        } catch (BrokenEncoding e) {
            labels.append('…');
        }
        return cut(metric.append('{').append(labels).append('}').toString());
    }

    private static void collect(ProtoCursor cursor, int to, StringBuilder metric, StringBuilder labels)
            throws BrokenEncoding {
        LabelText label = new LabelText();
        while (cursor.position() < to && labels.length() < LONGEST) {
            int tag = cursor.tag(to);
            if (tag != SeriesScan.LABEL) {
                cursor.skip(tag, to);
                continue;
            }
            label.read(cursor, cursor.contentEnd(to));
            append(cursor.bytes(), label, metric, labels);
        }
    }

    private static void append(byte[] bytes, LabelText label, StringBuilder metric, StringBuilder labels) {
        String value = part(bytes, label.valueFrom(), label.valueTo());
        if (metric.isEmpty() && NameRules.namesMetric(bytes, label.nameFrom(), label.nameTo())) {
            metric.append(value);
            return;
        }
        labels.append(labels.isEmpty() ? "" : ",")
                .append(part(bytes, label.nameFrom(), label.nameTo()))
                .append("=\"")
                .append(value)
                .append('"');
    }

    /** A label's name for a message: {@code label job}, or nothing where there is none. */
    static String label(byte[] bytes, int from, int to) {
        return from == to ? "" : "label " + part(bytes, from, to);
    }

    /** A piece of text as it may stand in a message: cut, and without line breaks, quotes or broken characters. */
    public static String part(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + LONGEST_PART);
        StringBuilder text = new StringBuilder(new String(bytes, from, end - from, UTF_8));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '"' || c == '\u2028' || c == '\u2029') {
                text.setCharAt(i, '\uFFFD');
            }
        }
        return end < to ? text.append('…').toString() : text.toString();
    }

    /** The text, cut to what a message may hold of a series. */
    public static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
