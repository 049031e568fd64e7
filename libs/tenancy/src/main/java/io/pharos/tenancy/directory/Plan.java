package io.pharos.tenancy.directory;

import io.pharos.model.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a tenant has bought: features by name, caps (a quantity each) that billing writes and services obey, and roles
 * of its own beside the product's three, by name. A cap of a scope's name that is zero closes that scope at every door.
 */
public record Plan(String name, Set<String> features, Map<String, Long> caps, Map<String, CustomRole> roles) {
    /** What a tenant has that bought nothing yet. */
    public static final Plan FREE = new Plan("free", Set.of(), Map.of());

    public Plan {
        Given.all("plan", name);
        features = Set.copyOf(Given.or(features, Set.of()));
        caps = Map.copyOf(Given.or(caps, Map.of()));
        roles = Map.copyOf(Given.or(roles, Map.of()));
    }

    /** A plan with the product's own roles and no others. */
    public Plan(String name, Set<String> features, Map<String, Long> caps) {
        this(name, features, caps, Map.of());
    }

    public boolean has(String feature) {
        return features.contains(feature);
    }

    /** The cap of that name, or empty where the plan sets none. */
    public OptionalLong cap(String name) {
        Long cap = caps.get(name);
        return cap == null ? OptionalLong.empty() : OptionalLong.of(cap);
    }

    /** Whether nothing of a scope is left: a cap of its name is zero, as a budget that is used up sets it. */
    public boolean isUsedUp(Scope scope) {
        return cap(scope.value()).orElse(1) <= 0;
    }

    /** The custom role of a user or, where the user has none, of the client that asks for the user. */
    public Optional<CustomRole> roleOf(String user, String client) {
        return roles.isEmpty() ? Optional.empty() : ofMember(user).or(() -> ofMember(client));
    }

    private Optional<CustomRole> ofMember(String member) {
        return roles.entrySet().stream()
                .filter(role -> role.getValue().members().contains(member))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }
}
