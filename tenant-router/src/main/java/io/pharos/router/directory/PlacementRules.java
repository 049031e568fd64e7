package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.tenancy.directory.ResidencyRoute;
import io.pharos.tenancy.directory.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a tenant's environments, policy and moves go together: nobody's data into another's own store, what has to
 * stay into the tenant's own only. Writers hold every batch to the same once more.
 */
final class PlacementRules {
    private static final int LONGEST_SELECTOR = 4096;

    private final Tenant tenant;
    private final Map<String, Engine> engines;

    private PlacementRules(Tenant tenant, Map<String, Engine> engines) {
        this.tenant = tenant;
        this.engines = engines;
    }

    /** Refuses a tenant that the engines do not fit. */
    static void check(Tenant tenant, List<Engine> engines) {
        Map<String, Engine> byId = new HashMap<>();
        engines.forEach(engine -> byId.put(engine.id(), engine));
        new PlacementRules(tenant, byId).check();
    }

    /** While an environment moves, its engine changes by the end of the move alone. */
    static void checkUnmoved(Tenant before, Tenant after) {
        for (Environment moving : before.residency().moves().keySet()) {
            if (!before.engineOf(moving).equals(after.engineOf(moving))) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "directory.moving",
                        "The environment '" + moving + "' is moving: end the move at"
                                + " /api/v1/tenants/{tenant}/moves/{environment}/switch, or give it up with DELETE first.");
            }
        }
    }

    private void check() {
        tenant.residency().routes().forEach(this::checkRoute);
        tenant.environments().forEach((environment, engine) -> checkPlace(environment, engine, modeOf(environment)));
        tenant.residency().moves().forEach(this::checkMove);
    }

    private void checkRoute(ResidencyRoute route) {
        if (tenant.engineOf(route.to()).isEmpty()) {
            throw malformed("the tenant has no environment '" + route.to() + "' for " + route.selector());
        }
        try {
            PromqlParser.parseSelector(
                    route.selector(), ParserOptions.everything().withMaxLength(LONGEST_SELECTOR));
        } catch (PromqlException e) {
            throw malformed("the selector " + route.selector() + " cannot be read: " + e.getMessage());
        }
    }

    /** What comes into an environment by rules goes as far as they say; all else as far as the tenant's policy says. */
    private ResidencyMode modeOf(Environment environment) {
        return tenant.residency().routes().stream()
                .filter(route -> route.to().equals(environment))
                .map(ResidencyRoute::mode)
                .max(ResidencyMode::compareTo)
                .orElse(tenant.residency().mode());
    }

    private void checkPlace(Environment environment, String engineId, ResidencyMode mode) {
        Engine engine = engines.get(engineId);
        if (engine == null) {
            throw malformed("there is no engine '" + engineId + "'");
        }
        Optional<String> forbidden = new EngineRoute(tenant, environment, engine, engines).forbids(mode);
        if (forbidden.isPresent()) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "directory.residency-conflict",
                    "The environment '" + environment + "' cannot lie in the engine '" + engineId + "': "
                            + forbidden.get() + ".");
        }
    }

    private void checkMove(Environment environment, Move move) {
        String from = tenant.engineOf(environment)
                .orElseThrow(() -> malformed("the tenant has no environment '" + environment + "' that could move"));
        if (from.equals(move.to())) {
            throw malformed("the environment '" + environment + "' lies in that engine already");
        }
        checkPlace(environment, move.to(), modeOf(environment));
        if (labelled(environment, from, tenant) != labelled(environment, move.to(), moved(environment, move.to()))) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "directory.residency-conflict",
                    "The label env of '" + environment + "' would come or go with the move, since environments share an"
                            + " engine before or after it and not both; move to an engine without another of them.");
        }
    }

    private boolean labelled(Environment environment, String engineId, Tenant placed) {
        Engine engine = engines.get(engineId);
        return engine != null && new EngineRoute(placed, environment, engine, engines).environmentLabelled();
    }

    private Tenant moved(Environment environment, String to) {
        Map<Environment, String> after = new HashMap<>(tenant.environments());
        after.put(environment, to);
        return TenantChange.environments(tenant, after);
    }

    private static Problem malformed(String why) {
        return Problem.of(Kind.MALFORMED, "directory.malformed-residency", "The policy does not fit: " + why + ".");
    }
}
