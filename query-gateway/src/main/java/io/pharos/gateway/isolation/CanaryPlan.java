package io.pharos.gateway.isolation;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whom each tenant tries at which time. In each turn a tenant tries one other of its engine; the others come in a
 * random order, each once in a cycle, so that among n tenants every pair is tried within {@code 2 (n - 1)} turns from
 * any time on. Pure: the same time gives the same turn.
 */
record CanaryPlan(List<Tries> all) {
    /** The time between two turns. */
    static final Duration TURN = Duration.ofSeconds(10);

    /** A tenant in one of its environments, and whom it tries. */
    record Pair(TenantId self, Environment environment, TenantId other) {}

    /** A tenant in one of its environments, and all others of that engine in order of their names. */
    record Tries(TenantId self, Environment environment, List<TenantId> others) {
        private Pair at(long turn) {
            long cycle = Math.floorDiv(turn, others.size());
            List<TenantId> shuffled = new ArrayList<>(others);
            Collections.shuffle(shuffled, new Random(31L * self.value().hashCode() + cycle));
            return new Pair(self, environment, shuffled.get((int) Math.floorMod(turn, (long) others.size())));
        }
    }

    static CanaryPlan of(List<Tenant> tenants) {
        Map<String, List<TenantId>> byEngine = new HashMap<>();
        tenants.stream()
                .sorted(Comparator.comparing(tenant -> tenant.id().value()))
                .forEach(tenant -> tenant.environments().values().stream()
                        .distinct()
                        .forEach(engine -> byEngine.computeIfAbsent(engine, e -> new ArrayList<>())
                                .add(tenant.id())));
        List<Tries> all = new ArrayList<>();
        tenants.stream()
                .filter(Tenant::served)
                .forEach(tenant -> tenant.environments().forEach((environment, engine) -> {
                    List<TenantId> others = new ArrayList<>(byEngine.getOrDefault(engine, List.of()));
                    others.remove(tenant.id());
                    if (!others.isEmpty()) {
                        all.add(new Tries(tenant.id(), environment, List.copyOf(others)));
                    }
                }));
        return new CanaryPlan(all);
    }

    /** The attempts of one turn. */
    List<Pair> turn(Instant now) {
        long turn = now.getEpochSecond() / TURN.toSeconds();
        return all.stream().map(tries -> tries.at(turn)).toList();
    }

    /** Every pair there is. */
    List<Pair> pairs() {
        return all.stream()
                .flatMap(tries ->
                        tries.others().stream().map(other -> new Pair(tries.self(), tries.environment(), other)))
                .toList();
    }

    /** How long it takes at most until every pair has been tried, from any time on. */
    Duration allPairs() {
        int most = all.stream().mapToInt(tries -> tries.others().size()).max().orElse(0);
        return TURN.multipliedBy(2L * most);
    }
}
