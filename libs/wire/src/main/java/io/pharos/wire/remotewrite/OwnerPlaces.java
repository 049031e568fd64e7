package io.pharos.wire.remotewrite;

/** Finds the owner's labels' sorted places among a series' labels, which come one after another. */
final class OwnerPlaces {
    /** The owner's label stands there already, or its series is to be rewritten. */
    private static final int NOWHERE = -1;

    /** Whose label one of a series is. */
    enum Met {
        /** The sender's. */
        SENDERS,
        /** The owner's, with the right value. */
        OWNERS,
        /** One of an owner's name with another value. */
        CONFLICTING
    }

    private EncodedLabel[] labels = {};
    private int[] insertAt = {};
    private int next;

    void rules(LabelRules rules) {
        labels = EncodedLabel.ofOwner(rules);
        insertAt = new int[labels.length];
    }

    void begin() {
        next = 0;
    }

    /** How many of the owner's labels sort before the last label, or are it. */
    int passed() {
        return next;
    }

    /** Passes the owner's labels that sort before this one, whose field stands there. */
    Met meet(byte[] bytes, LabelText label, int fieldStart) {
        while (next < labels.length) {
            EncodedLabel owner = labels[next];
            int order = owner.compareName(bytes, label.nameFrom(), label.nameTo());
            if (order > 0) {
                return Met.SENDERS;
            }
            insertAt[next++] = order < 0 ? fieldStart : NOWHERE;
            if (order == 0) {
                return owner.hasValue(bytes, label.valueFrom(), label.valueTo()) ? Met.OWNERS : Met.CONFLICTING;
            }
        }
        return Met.SENDERS;
    }

    /** The rest stand behind the last label. */
    void finish(int labelsEnd) {
        while (next < labels.length) {
            insertAt[next++] = labelsEnd;
        }
    }

    /** The owner's labels, sorted. */
    EncodedLabel[] labels() {
        return labels;
    }

    /** Where the label of that index is to be put in, or a negative number where it stands already. */
    int insertAt(int index) {
        return insertAt[index];
    }
}
