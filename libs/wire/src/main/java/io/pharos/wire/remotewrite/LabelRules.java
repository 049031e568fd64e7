package io.pharos.wire.remotewrite;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.card.CardGuard;
import org.jspecify.annotations.Nullable;

/**
 * Whose series they are and what each must keep to; every series leaves with exactly these owner's labels. The
 * environment is one of them where it is labelled, and else the label {@code env} is the sender's own. Where replicas
 * are told apart, those who are not known by both labels are nobody's.
 */
public record LabelRules(
        TenantId tenant,
        Environment environment,
        boolean environmentLabelled,
        Conflict conflict,
        Names names,
        SeriesLimits limits,
        CardGuard cards,
        @Nullable ReplicaLabels replicas) {
    /** Rules that refuse card numbers and know no replicas. */
    public LabelRules(
            TenantId tenant,
            Environment environment,
            boolean environmentLabelled,
            Conflict conflict,
            Names names,
            SeriesLimits limits) {
        this(tenant, environment, environmentLabelled, conflict, names, limits, CardGuard.REFUSE, null);
    }

    /** What happens to a series that already carries an owner's label with another value. */
    public enum Conflict {
        /** The series is refused. */
        REFUSE,
        /** The sender's label goes on as {@code exported_…}. */
        RENAME
    }

    /** Which names the engine can store. */
    public enum Names {
        /** {@code [a-zA-Z_][a-zA-Z0-9_]*}, and ':' in metric names: an older Prometheus drops others without a word. */
        LEGACY,
        /** Any UTF-8. */
        UTF8
    }
}
