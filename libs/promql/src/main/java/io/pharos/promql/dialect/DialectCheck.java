package io.pharos.promql.dialect;

import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a tenant's engine does not know, so that the wall in front of an engine accepts exactly what lies
 * behind it and the refusal names the feature and the version.
 */
public final class DialectCheck {
    /** Mimir tells no version by its dialect; what its oldest release with a maintained line builds on. */
    private static final Version OF_MIMIR = new Version(3, 5);

    private final Dialect dialect;
    private final Set<EngineSwitch> switches;

    public DialectCheck(Dialect dialect, Set<EngineSwitch> switches) {
        this.dialect = dialect;
        this.switches = switches.isEmpty() ? Set.of() : EnumSet.copyOf(switches);
    }

    /** For an engine with nothing experimental switched on. */
    public static DialectCheck of(Dialect dialect) {
        return new DialectCheck(dialect, Set.of());
    }

    /** Throws a Problem that tells everything the engine does not know in the query. */
    public void check(Expr query) {
        List<Unsupported> unsupported = unsupported(query);
        if (!unsupported.isEmpty()) {
            List<String> sentences =
                    unsupported.stream().map(Unsupported::sentence).distinct().toList();
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.outside-dialect",
                    "The engine behind this query speaks " + dialect + ": " + String.join("; ", sentences) + ".");
        }
    }

    /** Everything in the query that the engine does not know, in written order. */
    public List<Unsupported> unsupported(Expr query) {
        List<Unsupported> found = new ArrayList<>();
        Walk.preorder(
                query,
                node -> new UsedFeatures(name -> Features.find(name)
                                .flatMap(feature -> judge(feature, node))
                                .ifPresent(found::add))
                        .of(node));
        return found;
    }

    private Optional<Unsupported> judge(Feature feature, Expr node) {
        return reason(feature).map(why -> new Unsupported(feature.name(), why, node.range()));
    }

    private Optional<String> reason(Feature feature) {
        return switch (dialect.family()) {
            case PROMETHEUS -> against(feature, new Version(dialect.major(), dialect.minor()), "Prometheus");
            case MIMIR -> against(feature, OF_MIMIR, "the PromQL of Prometheus");
            case VICTORIAMETRICS ->
                feature.inVictoriaMetrics() ? Optional.empty() : Optional.of("is unknown to VictoriaMetrics");
        };
    }

    private Optional<String> against(Feature feature, Version version, String language) {
        if (version.compareTo(feature.since()) < 0) {
            return Optional.of("needs " + language + " " + feature.since() + " or newer");
        }
        Version gone = feature.gone();
        if (gone != null && version.compareTo(gone) >= 0) {
            return Optional.of("was taken out of " + language + " " + gone);
        }
        EngineSwitch flag = feature.experimental();
        if (flag != null && feature.isExperimentalIn(version) && !switches.contains(flag)) {
            return Optional.of("is experimental and needs the engine's feature " + flag.flag() + " switched on");
        }
        return Optional.empty();
    }
}
