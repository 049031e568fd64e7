package io.pharos.wire.remotewrite2;

import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.ReplicaLabels;
import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.TextHash;
import org.jspecify.annotations.Nullable;

/** Which series it is, by the hashes of the sender's labels, and which replica of a cluster sent it. */
final class RefIdentity {
    private @Nullable ReplicaLabels replicas;
    private long environment;
    private long high;
    private long low;
    private long metricHash;
    private int replicaAt;
    private int clusterAt;
    private int clusterValue;
    private int replicaName;
    private int replicaValue;

    void rules(LabelRules rules) {
        replicas = rules.replicas();
        environment = rules.environment().value().hashCode();
    }

    void begin() {
        high = environment;
        low = environment;
        metricHash = 0;
        replicaAt = -1;
        clusterAt = -1;
    }

    /** Adds up the labels' hashes, but for the owner's and the replica's, with which no series is another one. */
    void take(LabelRefs refs, SymbolTable symbols) {
        findReplica(refs, symbols);
        for (int at = 0; at < refs.count(); at += 2) {
            int name = refs.get(at);
            int value = refs.get(at + 1);
            boolean isOwners = symbols.rank(name) % 2 != 0
                    && symbols.hasText(value, symbols.owners().values()[symbols.rank(name) / 2]);
            if (isOwners || isReplicas() && at == replicaAt) {
                continue;
            }
            high += TextHash.label(symbols.high(name), symbols.high(value));
            long word = TextHash.label(symbols.low(name), symbols.low(value));
            low += word;
            metricHash = symbols.namesMetric(name) ? word : metricHash;
        }
    }

    private void findReplica(LabelRefs refs, SymbolTable symbols) {
        ReplicaLabels asked = replicas;
        for (int at = 0; asked != null && at < refs.count(); at += 2) {
            if (symbols.hasText(refs.get(at), asked.cluster())) {
                clusterAt = at;
                clusterValue = refs.get(at + 1);
            } else if (symbols.hasText(refs.get(at), asked.replica())) {
                replicaAt = at;
                replicaName = refs.get(at);
                replicaValue = refs.get(at + 1);
            }
        }
    }

    /** Whether the series is a replica's: then it leaves without the replica's label. */
    private boolean isReplicas() {
        return clusterAt >= 0 && replicaAt >= 0;
    }

    /** The number of the replica that sent the series; its label is no longer among them then. */
    int takeReplica(LabelRefs refs, SymbolTable symbols, Replicas known) {
        if (!isReplicas()) {
            return SeriesIndex.NO_REPLICA;
        }
        refs.remove(replicaName);
        return known.number(symbols.copy(clusterValue), symbols.copy(replicaValue));
    }

    /** The series' identity: the sender's labels but for the owner's and the replica's, and the environment. */
    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** The hash of the label that holds the metric's name. */
    long metricHash() {
        return metricHash;
    }
}
