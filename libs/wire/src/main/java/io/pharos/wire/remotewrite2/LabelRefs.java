package io.pharos.wire.remotewrite2;

import io.pharos.wire.protobuf.ProtoBytes;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.ReplicaLabels;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.SeriesLimits;
import io.pharos.wire.series.Replicas;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.TextHash;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One series' references to its labels' names and values: held to the rules, with the owner's sorted in. */
final class LabelRefs {
    private static final int MOST_REFS = 1 << 20;

    private int[] refs = new int[64];
    private int count;
    private int mostRefs;
    private boolean tooMany;
    private boolean conflicting;
    private @Nullable SeriesFault fault;
    private int faultRef;
    private long figure;

    private SeriesLimits limits = new SeriesLimits(1, 1, 1, 1);
    private boolean legacyNames;
    private boolean rename;
    private int ownersMet;
    private int ownersThere;
    private final EnumSet<SeriesFault> observed = EnumSet.noneOf(SeriesFault.class);
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
    private int metric;

    void rules(LabelRules rules, OwnerLabels owners) {
        limits = rules.limits();
        legacyNames = rules.names() == Names.LEGACY;
        rename = rules.conflict() == Conflict.RENAME;
        replicas = rules.replicas();
        environment = rules.environment().value().hashCode();
        long most = limits.observed().contains(SeriesFault.TOO_MANY_LABELS)
                ? MOST_REFS
                : 2L * (limits.maxLabels() + owners.size());
        mostRefs = (int) Math.min(MOST_REFS, most);
    }

    void begin() {
        count = 0;
        tooMany = false;
        conflicting = false;
        fault = null;
        faultRef = 0;
        figure = 0;
        observed.clear();
        high = environment;
        low = environment;
        metricHash = 0;
        replicaAt = -1;
        clusterAt = -1;
        ownersMet = 0;
        ownersThere = 0;
    }

    /** Takes the sender's next reference; those that no allowed series has room for are not kept. */
    void add(int ref) {
        if (count >= mostRefs) {
            tooMany = true;
        } else {
            push(ref);
        }
    }

    private void push(int ref) {
        if (count == refs.length) {
            refs = Arrays.copyOf(refs, 2 * count);
        }
        refs[count++] = ref;
    }

    /** Holds the labels to the rules; where they keep to them, the owner's are among them afterwards. */
    void check(SymbolTable symbols) {
        int senders = count;
        if (senders % 2 != 0) {
            fail(SeriesFault.BROKEN_REFERENCE, 0);
        }
        metric = 0;
        for (int at = 0; at < senders && fault == null; at += 2) {
            label(symbols, at);
            if (fault == null && symbols.namesMetric(refs[at])) {
                metric = refs[at + 1];
            }
        }
        if (tooMany || senders / 2 - ownersThere > limits.maxLabels()) {
            figure = senders / 2 - ownersThere;
            fail(SeriesFault.TOO_MANY_LABELS, 0);
        }
        if (metric == 0) {
            fail(SeriesFault.NO_METRIC_NAME, 0);
        }
        if (fault == null) {
            identify(symbols, senders);
        }
        if (fault == null && !conflicting) {
            insertOwners(symbols);
        }
    }

    /** The series' identity is the sum of its labels', but for the owner's and the replica's that are left out. */
    private void identify(SymbolTable symbols, int senders) {
        findReplica(symbols, senders);
        for (int at = 0; at < senders; at += 2) {
            int name = refs[at];
            int value = refs[at + 1];
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

    private void findReplica(SymbolTable symbols, int senders) {
        ReplicaLabels asked = replicas;
        for (int at = 0; asked != null && at < senders; at += 2) {
            if (symbols.hasText(refs[at], asked.cluster())) {
                clusterAt = at;
                clusterValue = refs[at + 1];
            } else if (symbols.hasText(refs[at], asked.replica())) {
                replicaAt = at;
                replicaName = refs[at];
                replicaValue = refs[at + 1];
            }
        }
    }

    /** Whether the series is a replica's: then it leaves without the replica's label. */
    private boolean isReplicas() {
        return clusterAt >= 0 && replicaAt >= 0;
    }

    /** The number of the replica that sent the series; its label is no longer among them then. */
    int takeReplica(SymbolTable symbols, Replicas known) {
        if (!isReplicas()) {
            return SeriesIndex.NO_REPLICA;
        }
        int number = known.number(symbols.copy(clusterValue), symbols.copy(replicaValue));
        for (int at = 0; at < count; at += 2) {
            if (refs[at] == replicaName) {
                System.arraycopy(refs, at + 2, refs, at, count - at - 2);
                count -= 2;
                return number;
            }
        }
        return number;
    }

    private void label(SymbolTable symbols, int at) {
        int name = refs[at];
        int value = refs[at + 1];
        if (!symbols.holds(name) || !symbols.holds(value)) {
            fail(SeriesFault.BROKEN_REFERENCE, 0);
            return;
        }
        SeriesFault found = textFault(symbols, name, value);
        if (found == null && at > 0) {
            found = orderFault(symbols.compare(refs[at - 2], name));
        }
        if (found == null) {
            found = ownerFault(symbols, name, value);
        }
        if (found != null) {
            fail(found, name);
        }
    }

    private static @Nullable SeriesFault orderFault(int order) {
        if (order == 0) {
            return SeriesFault.DUPLICATE_LABEL;
        }
        return order > 0 ? SeriesFault.UNSORTED_LABELS : null;
    }

    private @Nullable SeriesFault textFault(SymbolTable symbols, int name, int value) {
        if (symbols.length(name) == 0) {
            return SeriesFault.EMPTY_LABEL_NAME;
        }
        if (symbols.length(value) == 0) {
            return SeriesFault.EMPTY_LABEL_VALUE;
        }
        if (isOver(SeriesFault.LABEL_NAME_TOO_LONG, symbols.length(name), limits.maxNameLength())) {
            return SeriesFault.LABEL_NAME_TOO_LONG;
        }
        if (isOver(SeriesFault.LABEL_VALUE_TOO_LONG, symbols.length(value), limits.maxValueLength())) {
            return SeriesFault.LABEL_VALUE_TOO_LONG;
        }
        return symbols.namesMetric(name) ? metricFault(symbols, value) : labelFault(symbols, name, value);
    }

    private boolean isOver(SeriesFault found, int size, int limit) {
        if (size <= limit) {
            return false;
        }
        figure = size;
        if (limits.observed().contains(found)) {
            observed.add(found);
            return false;
        }
        return true;
    }

    private @Nullable SeriesFault metricFault(SymbolTable symbols, int value) {
        boolean storable = legacyNames ? symbols.isMetricName(value) : symbols.isUtf8(value);
        return storable ? null : SeriesFault.INVALID_METRIC_NAME;
    }

    private @Nullable SeriesFault labelFault(SymbolTable symbols, int name, int value) {
        boolean storable = legacyNames ? symbols.isLabelName(name) : symbols.isUtf8(name);
        if (!storable) {
            return SeriesFault.INVALID_LABEL_NAME;
        }
        return symbols.isUtf8(value) ? null : SeriesFault.NOT_UTF8;
    }

    /** Notes an owner's label among the sender's. */
    private @Nullable SeriesFault ownerFault(SymbolTable symbols, int name, int value) {
        int rank = symbols.rank(name);
        if (rank % 2 == 0) {
            return null;
        }
        int owner = rank / 2;
        ownersMet |= 1 << owner;
        if (symbols.hasText(value, symbols.owners().values()[owner])) {
            ownersThere++;
            return null;
        }
        conflicting = true;
        return rename ? null : SeriesFault.FOREIGN_OWNER;
    }

    private void insertOwners(SymbolTable symbols) {
        for (int owner = symbols.owners().size() - 1; owner >= 0; owner--) {
            if ((ownersMet & 1 << owner) == 0) {
                int ref = symbols.firstAdded() + 2 * owner;
                insert(placeOf(symbols, owner), ref, ref + 1);
            }
        }
    }

    private int placeOf(SymbolTable symbols, int owner) {
        int at = 0;
        while (at < count && symbols.holds(refs[at]) && symbols.rank(refs[at]) <= 2 * owner) {
            at += 2;
        }
        return at;
    }

    private void insert(int at, int name, int value) {
        push(0);
        push(0);
        System.arraycopy(refs, at, refs, at + 2, count - 2 - at);
        refs[at] = name;
        refs[at + 1] = value;
    }

    /** Takes other references in place of these. */
    void replace(int[] others) {
        count = 0;
        for (int ref : others) {
            push(ref);
        }
    }

    void fail(SeriesFault found, int ref) {
        if (limits.observed().contains(found)) {
            observed.add(found);
        } else if (fault == null) {
            fault = found;
            faultRef = ref;
        }
    }

    @Nullable
    SeriesFault fault() {
        return fault;
    }

    /** The label name that the fault is about; 0, the empty symbol, where it is about none. */
    int faultRef() {
        return faultRef;
    }

    /** The faults that are only observed. */
    Set<SeriesFault> observed() {
        return observed;
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

    /** What the fault's limit is held against; 0 where it has none. */
    long figure() {
        return figure;
    }

    SeriesLimits limits() {
        return limits;
    }

    /** Whether a sender's label of an owner's name must be renamed. */
    boolean conflicting() {
        return conflicting;
    }

    /** The symbol of the metric's name, where the labels keep to the rules. */
    int metric() {
        return metric;
    }

    int count() {
        return count;
    }

    int get(int index) {
        return refs[index];
    }

    /** How many bytes the references take, packed. */
    int packedSize() {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += ProtoBytes.varintSize(refs[i]);
        }
        return size;
    }

    /** Writes the references and answers the offset after them. */
    int pack(byte[] out, int start) {
        int at = start;
        for (int i = 0; i < count; i++) {
            at = ProtoBytes.varint(out, at, refs[i]);
        }
        return at;
    }
}
