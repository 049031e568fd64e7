package io.pharos.billing.plan;

import io.pharos.model.Scope;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plan lets its tenants use: features by name, and caps that services obey, as the directory has them. */
public record Grants(Set<String> features, Map<String, Long> caps) {
    /** Nothing beside what every tenant has. */
    public static final Grants NONE = new Grants(Set.of(), Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

    public Grants {
        features = Set.copyOf(features);
        caps = Map.copyOf(caps);
        features.forEach(Grants::requireName);
        caps.forEach((name, value) -> {
            requireName(name);
            if (value < 0 || Scope.parse(name).isPresent()) {
                throw PlanProblem.malformed("The cap '" + name + "' is 0 or more, and no scope: those budgets close.");
            }
        });
    }

    private static void requireName(String name) {
        if (name.length() > 64 || !NAME.matcher(name).matches()) {
            throw PlanProblem.malformed("'" + name + "' is no name of a feature or a cap, such as query.cache.");
        }
    }
}
