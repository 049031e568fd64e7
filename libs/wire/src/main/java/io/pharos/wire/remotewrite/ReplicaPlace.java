package io.pharos.wire.remotewrite;

import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where one series names its cluster and its replica; both, or it is nobody's. */
final class ReplicaPlace {
    private @Nullable ReplicaLabels labels;
    private int clusterFrom;
    private int clusterTo;
    private int nameFrom;
    private int nameTo;
    private int fieldFrom;
    private int fieldTo;
    private long high;
    private long low;

    void labels(@Nullable ReplicaLabels given) {
        labels = given;
        begin();
    }

    void begin() {
        clusterFrom = -1;
        nameFrom = -1;
    }

    /** Whether replicas are told apart at all. */
    boolean isAsked() {
        return labels != null;
    }

    /** Notes a label if it is one of the two; tells whether it was the replica's. */
    boolean takes(byte[] bytes, LabelText label, int fieldStart, int fieldEnd, LabelHash hash) {
        if (labels == null) {
            return false;
        }
        if (is(labels.cluster(), bytes, label)) {
            clusterFrom = label.valueFrom();
            clusterTo = label.valueTo();
            return false;
        }
        if (!is(labels.replica(), bytes, label)) {
            return false;
        }
        nameFrom = label.valueFrom();
        nameTo = label.valueTo();
        fieldFrom = fieldStart;
        fieldTo = fieldEnd;
        high = hash.high();
        low = hash.low();
        return true;
    }

    private static boolean is(byte[] name, byte[] bytes, LabelText label) {
        return Arrays.equals(name, 0, name.length, bytes, label.nameFrom(), label.nameTo());
    }

    /** Whether the series is a replica's: then it leaves without the replica's label. */
    boolean isReplicas() {
        return clusterFrom >= 0 && nameFrom >= 0;
    }

    /** Whether a replica's label stands there that stays, since there is no cluster. */
    boolean isLabelOnly() {
        return clusterFrom < 0 && nameFrom >= 0;
    }

    int number(byte[] bytes, Replicas replicas) {
        return isReplicas() ? replicas.number(bytes, clusterFrom, clusterTo, nameFrom, nameTo) : SeriesIndex.NO_REPLICA;
    }

    int fieldFrom() {
        return fieldFrom;
    }

    int fieldTo() {
        return fieldTo;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
