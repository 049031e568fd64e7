package io.pharos.wire.remotewrite2;

import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.SeriesLimits;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds one series' labels to the rules, and sorts the owner's in where they keep to them. */
final class RefCheck {
    private static final int MOST_REFS = 1 << 20;

    private final LabelRefs refs = new LabelRefs();
    private final RefIdentity identity = new RefIdentity();
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
    private int metric;

    void rules(LabelRules rules, OwnerLabels owners) {
        limits = rules.limits();
        legacyNames = rules.names() == Names.LEGACY;
        rename = rules.conflict() == Conflict.RENAME;
        identity.rules(rules);
        long most = limits.observed().contains(SeriesFault.TOO_MANY_LABELS)
                ? MOST_REFS
                : 2L * (limits.maxLabels() + owners.size());
        mostRefs = (int) Math.min(MOST_REFS, most);
    }

    void begin() {
        refs.clear();
        identity.begin();
        tooMany = false;
        conflicting = false;
        fault = null;
        faultRef = 0;
        figure = 0;
        observed.clear();
        ownersMet = 0;
        ownersThere = 0;
    }

    /** Takes the sender's next reference; those that no allowed series has room for are not kept. */
    void add(int ref) {
        if (refs.count() >= mostRefs) {
            tooMany = true;
        } else {
            refs.add(ref);
        }
    }

    /** Holds the labels to the rules; where they keep to them, the owner's are among them afterwards. */
    void check(SymbolTable symbols) {
        int senders = refs.count();
        if (senders % 2 != 0) {
            fail(SeriesFault.BROKEN_REFERENCE, 0);
        }
        metric = 0;
        for (int at = 0; at < senders && fault == null; at += 2) {
            label(symbols, at);
            if (fault == null && symbols.namesMetric(refs.get(at))) {
                metric = refs.get(at + 1);
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
            identity.take(refs, symbols);
        }
        if (fault == null && !conflicting) {
            insertOwners(symbols);
        }
    }

    private void label(SymbolTable symbols, int at) {
        int name = refs.get(at);
        int value = refs.get(at + 1);
        if (!symbols.holds(name) || !symbols.holds(value)) {
            fail(SeriesFault.BROKEN_REFERENCE, 0);
            return;
        }
        SeriesFault found = textFault(symbols, name, value);
        if (found == null && at > 0) {
            found = orderFault(symbols.compare(refs.get(at - 2), name));
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
                refs.insert(placeOf(symbols, owner), ref, ref + 1);
            }
        }
    }

    private int placeOf(SymbolTable symbols, int owner) {
        int at = 0;
        while (at < refs.count() && symbols.holds(refs.get(at)) && symbols.rank(refs.get(at)) <= 2 * owner) {
            at += 2;
        }
        return at;
    }

    void fail(SeriesFault found, int ref) {
        if (limits.observed().contains(found)) {
            observed.add(found);
        } else if (fault == null) {
            fault = found;
            faultRef = ref;
        }
    }

    /** The labels, with the owner's among them after a {@link #check} that found no fault. */
    LabelRefs refs() {
        return refs;
    }

    RefIdentity identity() {
        return identity;
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
}
