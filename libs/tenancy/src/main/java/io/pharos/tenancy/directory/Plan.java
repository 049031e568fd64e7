package io.pharos.tenancy.directory;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What a tenant has bought: features by name, and caps (a quantity each) that billing writes and services obey. */
public record Plan(String name, Set<String> features, Map<String, Long> caps) {
    /** What a tenant has that bought nothing yet. */
    public static final Plan FREE = new Plan("free", Set.of(), Map.of());

    public Plan {
        Given.all("plan", name);
        features = Set.copyOf(Given.or(features, Set.of()));
        caps = Map.copyOf(Given.or(caps, Map.of()));
    }

    public boolean has(String feature) {
        return features.contains(feature);
    }

    /** The cap of that name, or empty where the plan sets none. */
    public OptionalLong cap(String name) {
        Long cap = caps.get(name);
        return cap == null ? OptionalLong.empty() : OptionalLong.of(cap);
    }
}
