package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.model.Dialect.Family;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.HaTracking;
import io.pharos.tenancy.directory.IngestLimit;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.ReplicaLabels;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.SeriesLimits;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a tenant's series are held to on their way to one of its engines, as the directory says. */
final class RouteRules {
    private static final int MAX_SAMPLES = 1_000_000;

    private static final Map<IngestLimit, SeriesFault> OF_LABELS = Map.of(
            IngestLimit.MAX_LABEL_NAMES_PER_SERIES, SeriesFault.TOO_MANY_LABELS,
            IngestLimit.MAX_LABEL_NAME_LENGTH, SeriesFault.LABEL_NAME_TOO_LONG,
            IngestLimit.MAX_LABEL_VALUE_LENGTH, SeriesFault.LABEL_VALUE_TOO_LONG);

    /** The limits of series that were held to the tenant's before. */
    static final SeriesLimits CHECKED =
            new SeriesLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, MAX_SAMPLES);

    private RouteRules() {}

    static LabelRules of(EngineRoute route, CardGuard cards) {
        IngestLimits limits = route.tenant().limits().ingest();
        return new LabelRules(
                route.tenant().id(),
                route.environment(),
                route.environmentLabelled(),
                route.tenant().labelConflict() == LabelConflict.RENAME ? Conflict.RENAME : Conflict.REFUSE,
                names(route.engine().dialect()),
                new SeriesLimits(
                        limits.maxLabelNamesPerSeries(),
                        limits.maxLabelNameLength(),
                        limits.maxLabelValueLength(),
                        MAX_SAMPLES,
                        observed(limits)),
                cards,
                replicas(limits.ha()));
    }

    /** What passed once passes again, whatever became of the tenant's limits meanwhile. */
    static LabelRules lenient(EngineRoute route) {
        LabelRules rules = of(route, CardGuard.REFUSE);
        return new LabelRules(
                rules.tenant(),
                rules.environment(),
                rules.environmentLabelled(),
                rules.conflict(),
                rules.names(),
                CHECKED);
    }

    private static Set<SeriesFault> observed(IngestLimits limits) {
        if (limits.observeOnly().isEmpty()) {
            return Set.of();
        }
        return OF_LABELS.entrySet().stream()
                .filter(limit -> !limits.enforces(limit.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable ReplicaLabels replicas(HaTracking ha) {
        return ha.acceptHaSamples() ? ReplicaLabels.of(ha.haClusterLabel(), ha.haReplicaLabel()) : null;
    }

    /** Prometheus before 3 and Mimir drop or refuse names beyond the classic form. */
    private static Names names(Dialect dialect) {
        boolean anyName = dialect.isPrometheusSince(3, 0) || dialect.family() == Family.VICTORIAMETRICS;
        return anyName ? Names.UTF8 : Names.LEGACY;
    }
}
