package io.pharos.tsdb.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.NameRules;
import io.pharos.wire.series.SeriesLabels;
import java.util.HashMap;
import java.util.Map;

/** The closer look at one series' labels that a known one is spared: card numbers, drop rules, label counts. */
final class Look implements SeriesLabels.Reader {
    private final Map<String, String> labels = new HashMap<>();
    private final LabelCounts counts;
    private final boolean collects;
    private String metric = "";
    private boolean cardInName;
    private boolean cardInValue;

    /** A look that adds to those counts; it keeps the labels as text only where somebody asks. */
    Look(LabelCounts counts, boolean collects) {
        this.counts = counts;
        this.collects = collects;
    }

    @Override
    public void label(byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
        boolean isMetric = NameRules.namesMetric(names, nameFrom, nameTo);
        cardInName |= CardGuard.isIn(names, nameFrom, nameTo);
        boolean carded = CardGuard.isIn(values, valueFrom, valueTo);
        cardInName |= carded && isMetric;
        cardInValue |= carded;
        if (isMetric) {
            metric = new String(values, valueFrom, valueTo - valueFrom, UTF_8);
        }
        if (collects) {
            labels.put(
                    new String(names, nameFrom, nameTo - nameFrom, UTF_8),
                    new String(values, valueFrom, valueTo - valueFrom, UTF_8));
        }
        counts.add(names, nameFrom, nameTo, values, valueFrom, valueTo);
    }

    String metric() {
        return metric;
    }

    /** Whether a name holds a card number, which no mask makes good. */
    boolean cardInName() {
        return cardInName;
    }

    boolean cardInValue() {
        return cardInValue;
    }

    Map<String, String> labels() {
        return labels;
    }
}
