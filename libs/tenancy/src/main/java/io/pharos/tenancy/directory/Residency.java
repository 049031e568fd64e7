package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.List;
import java.util.Map;

/**
 * Where a tenant's data may lie and where it goes: a region's name, how far what no rule matches may go, the rules by
 * matcher, and the environments that are moving to another engine.
 */
public record Residency(String region, ResidencyMode mode, List<ResidencyRoute> routes, Map<Environment, Move> moves) {
    /** No region is asked for, and nothing is kept apart. */
    public static final Residency ANYWHERE = new Residency("any", ResidencyMode.CLOUD, List.of(), Map.of());

    private static final int MOST_ROUTES = 32;

    public Residency {
        region = Given.or(region, "any");
        mode = Given.or(mode, ResidencyMode.CLOUD);
        routes = List.copyOf(Given.or(routes, List.of()));
        moves = Map.copyOf(Given.or(moves, Map.of()));
        if (routes.size() > MOST_ROUTES) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.malformed-residency",
                    "A policy has at most " + MOST_ROUTES + " routes.");
        }
    }

    /** The same policy with other moves. */
    public Residency moving(Map<Environment, Move> others) {
        return new Residency(region, mode, routes, others);
    }
}
