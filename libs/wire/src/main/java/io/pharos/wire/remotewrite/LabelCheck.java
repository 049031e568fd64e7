package io.pharos.wire.remotewrite;

import io.pharos.wire.remotewrite.LabelRules.Conflict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a series' labels to the rules, one after another. The first fault of a series stays; the walk goes on, since the
 * rest of the request must be read all the same.
 */
final class LabelCheck {
    private boolean rename;
    private SeriesLimits limits = new SeriesLimits(1, 1, 1, 1);

    private final LabelForm form = new LabelForm();
    private final OwnerPlaces owners = new OwnerPlaces();
    private final LabelMemory memory = new LabelMemory();
    private final LabelHash hash = new LabelHash();
    private final ReplicaPlace replica = new ReplicaPlace();
    private final EnumSet<SeriesFault> observed = EnumSet.noneOf(SeriesFault.class);
    private long environment;
    /** Of the last series while one is read: what differs is taken out and put in. */
    private long high;

    private long low;
    private long metric;
    private byte[] bytes = {};
    private int place;
    private int senders;
    private int previousFrom;
    private int previousTo;
    private int labelsEnd;
    private boolean named;
    private boolean conflicting;
    private @Nullable SeriesFault fault;
    private int faultFrom;
    private int faultTo;
    private long figure;

    void rules(LabelRules rules) {
        owners.rules(rules);
        form.rules(rules);
        rename = rules.conflict() == Conflict.RENAME;
        limits = rules.limits();
        place = 0;
        replica.labels(rules.replicas());
        environment = rules.environment().value().hashCode();
    }

    void begin(byte[] source, int start, int end) {
        memory.begin(start, end, fault == null ? place : 0);
        bytes = source;
        owners.begin();
        place = 0;
        senders = 0;
        previousFrom = -1;
        labelsEnd = start;
        named = false;
        conflicting = false;
        fault = null;
        figure = 0;
        observed.clear();
        replica.begin();
        if (memory.known() == 0) {
            high = environment;
            low = environment;
        }
    }

    /** Takes the labels from there on that repeat the last series' ones in their places, and answers where they end. */
    int repeated(int at) {
        int next = memory.repeated(bytes, place, at);
        if (next == place) {
            return at;
        }
        if (memory.hasMetric(place, next)) {
            named = true;
            metric = memory.metric();
        }
        previousFrom = memory.nameFrom(next - 1);
        previousTo = memory.nameTo(next - 1);
        labelsEnd = memory.end(next - 1);
        senders += next - place;
        place = next;
        return labelsEnd;
    }

    /** Takes the next label, whose field stands from {@code fieldStart} to {@code fieldEnd}. */
    void next(LabelText label, int fieldStart, int fieldEnd) {
        boolean isKnownName = memory.hasName(bytes, place, label);
        if (isKnownName
                && memory.isPlain(place)
                && fieldStart == labelsEnd
                && form.isGood(bytes, label, memory.hasMetric(place, place + 1))) {
            value(label, fieldStart, fieldEnd);
        } else {
            any(label, isKnownName, fieldStart, fieldEnd);
        }
        previousFrom = label.nameFrom();
        previousTo = label.nameTo();
        labelsEnd = fieldEnd;
        place++;
    }

    /** Takes another value of a name that is known to be the sender's and in order. */
    private void value(LabelText label, int fieldStart, int fieldEnd) {
        hash.name(memory.nameHigh(place), memory.nameLow(place));
        hash.value(bytes, label);
        high += hash.high() - memory.high(place);
        low += hash.low() - memory.low(place);
        senders++;
        if (memory.hasMetric(place, place + 1)) {
            named = true;
            metric = hash.low();
        }
        memory.noteValue(place, fieldStart, fieldEnd, label, hash);
    }

    private void any(LabelText label, boolean isKnownName, int fieldStart, int fieldEnd) {
        boolean isMetric = NameRules.namesMetric(bytes, label.nameFrom(), label.nameTo());
        named |= isMetric;
        check(label, isKnownName, isMetric);
        int ownersBefore = owners.passed();
        boolean isOwners = owner(label, fieldStart);
        boolean isReplicas = hash(label, isKnownName, fieldStart, fieldEnd);
        high -= memory.high(place);
        low -= memory.low(place);
        boolean isSenders = !isOwners && !isReplicas;
        if (isSenders) {
            high += hash.high();
            low += hash.low();
            if (++senders > limits.maxLabels()) {
                fail(SeriesFault.TOO_MANY_LABELS, label, senders);
            }
        }
        if (isMetric) {
            metric = hash.low();
        }
        boolean isPlain =
                owners.passed() == ownersBefore && fieldStart == labelsEnd && !replica.isAsked() && observed.isEmpty();
        memory.note(place, fieldStart, fieldEnd, label, hash, isSenders, isPlain);
        memory.noteMetric(place, isMetric);
    }

    /** Hashes the label; tells whether it names the replica that sent the series. */
    private boolean hash(LabelText label, boolean isKnownName, int fieldStart, int fieldEnd) {
        if (isKnownName) {
            hash.name(memory.nameHigh(place), memory.nameLow(place));
        } else {
            hash.name(bytes, label);
        }
        hash.value(bytes, label);
        return replica.takes(bytes, label, fieldStart, fieldEnd, hash);
    }

    private void check(LabelText label, boolean isKnownName, boolean isMetric) {
        SeriesFault found = form.length(label);
        if (found != null && limits.observed().contains(found)) {
            observed.add(found);
            found = null;
        }
        if (found == null) {
            found = isKnownName || isMetric || form.isStorableName(bytes, label)
                    ? form.value(bytes, label, isMetric)
                    : SeriesFault.INVALID_LABEL_NAME;
        }
        if (found == null && !isKnownName) {
            found = orderFault(label);
            memory.namesDiffer();
        }
        if (found != null) {
            fail(found, label, figure(found, label));
        }
    }

    private static long figure(SeriesFault found, LabelText label) {
        if (found == SeriesFault.LABEL_NAME_TOO_LONG) {
            return label.nameLength();
        }
        return found == SeriesFault.LABEL_VALUE_TOO_LONG ? label.valueLength() : 0;
    }

    private @Nullable SeriesFault orderFault(LabelText label) {
        if (previousFrom < 0) {
            return null;
        }
        int order = Arrays.compareUnsigned(bytes, previousFrom, previousTo, bytes, label.nameFrom(), label.nameTo());
        if (order == 0) {
            return SeriesFault.DUPLICATE_LABEL;
        }
        return order > 0 ? SeriesFault.UNSORTED_LABELS : null;
    }

    /** Whether the label is the owner's already. */
    private boolean owner(LabelText label, int fieldStart) {
        return switch (owners.meet(bytes, label, fieldStart)) {
            case OWNERS -> true;
            case SENDERS -> false;
            case CONFLICTING -> {
                if (rename) {
                    conflicting = true;
                } else {
                    fail(SeriesFault.FOREIGN_OWNER, label, 0);
                }
                yield false;
            }
        };
    }

    void finish() {
        owners.finish(labelsEnd);
        for (int gone = place; gone < memory.known(); gone++) {
            high -= memory.high(gone);
            low -= memory.low(gone);
        }
        if (!named && fault == null) {
            fault = SeriesFault.NO_METRIC_NAME;
            faultFrom = faultTo = 0;
        }
    }

    private void fail(SeriesFault found, LabelText label, long size) {
        if (limits.observed().contains(found)) {
            observed.add(found);
        } else if (fault == null) {
            fault = found;
            figure = size;
            faultFrom = label.nameFrom();
            faultTo = label.nameTo();
        }
    }

    @Nullable
    SeriesFault fault() {
        return fault;
    }

    int faultFrom() {
        return faultFrom;
    }

    int faultTo() {
        return faultTo;
    }

    /** What the fault's limit is held against; 0 where it has none. */
    long figure() {
        return figure;
    }

    SeriesLimits limits() {
        return limits;
    }

    /** The faults that are only observed. */
    Set<SeriesFault> observed() {
        return observed;
    }

    /** The series' identity: the sender's labels but for the owner's and the replica's, and the environment. */
    long high() {
        return replica.isLabelOnly() ? high + replica.high() : high;
    }

    long low() {
        return replica.isLabelOnly() ? low + replica.low() : low;
    }

    /** The hash of the label that holds the metric's name. */
    long metric() {
        return metric;
    }

    ReplicaPlace replica() {
        return replica;
    }

    OwnerPlaces owners() {
        return owners;
    }

    /** Whether a sender's label of an owner's name must be renamed. */
    boolean conflicting() {
        return conflicting;
    }
}
