package io.pharos.gateway.isolation;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whom each tenant tries at which time. The tenants of an engine stand in a ring. In a round each tries the one that
 * stands some steps further on, so many for all of the ring; the numbers of steps come in a random order, each once in a
 * cycle, so that among n tenants every pair is tried within {@code 2 (n - 1)} rounds from any time on. A round is a turn,
 * or several where more would be tried than may be in one. Nothing is kept of pairs, which are n² many. Pure: the same
 * time gives the same turn.
 *
 * @param rings one an engine with two tenants or more
 * @param turnsOfRound how many turns a round takes
 */
record CanaryPlan(List<Ring> rings, int turnsOfRound) {
    /** The time between two turns. */
    static final Duration TURN = Duration.ofSeconds(10);

    /** A tenant in one of its environments, and whom it tries. */
    record Pair(TenantId self, Environment environment, TenantId other) {}

    /** A tenant, by its place in the ring, in one of its environments. */
    record Trier(int place, Environment environment) {}

    /** The tenants of an engine in order of their names, and those of them who try. */
    record Ring(String engine, List<TenantId> members, List<Trier> triers) {
        /** How many rounds a cycle has, in which each tenant tries each other once. */
        int rounds() {
            return members.size() - 1;
        }

        /** By how many steps each tries in that round, from 1 to {@link #rounds}. */
        int steps(long round) {
            List<Integer> steps =
                    new ArrayList<>(IntStream.rangeClosed(1, rounds()).boxed().toList());
            Collections.shuffle(steps, new Random(31L * engine.hashCode() + round / rounds()));
            return steps.get((int) (round % rounds()));
        }

        private Pair pair(Trier trier, int steps) {
            TenantId other = members.get((trier.place() + steps) % members.size());
            return new Pair(members.get(trier.place()), trier.environment(), other);
        }
    }

    /** An attempt, and the engine in whose ring it is made. */
    record Attempt(String engine, Pair pair) {}

    /** The plan of these tenants where at most so many tenants try in a turn. */
    static CanaryPlan of(List<Tenant> tenants, int mostTriers) {
        Map<String, List<Tenant>> byEngine = new TreeMap<>();
        tenants.stream()
                .sorted(Comparator.comparing(tenant -> tenant.id().value()))
                .forEach(tenant -> tenant.environments().values().stream()
                        .distinct()
                        .forEach(engine -> byEngine.computeIfAbsent(engine, e -> new ArrayList<>())
                                .add(tenant)));
        List<Ring> rings = byEngine.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> ring(entry.getKey(), entry.getValue()))
                .toList();
        int all = rings.stream().mapToInt(ring -> ring.triers().size()).sum();
        return new CanaryPlan(rings, Math.max(1, Math.ceilDiv(all, mostTriers)));
    }

    private static Ring ring(String engine, List<Tenant> tenants) {
        List<Trier> triers = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            int place = i;
            Tenant tenant = tenants.get(i);
            tenant.environments().entrySet().stream()
                    .filter(entry -> tenant.served() && entry.getValue().equals(engine))
                    .forEach(entry -> triers.add(new Trier(place, entry.getKey())));
        }
        return new Ring(engine, tenants.stream().map(Tenant::id).toList(), List.copyOf(triers));
    }

    /** The number of the turn at that time. */
    static long turn(Instant now) {
        return now.getEpochSecond() / TURN.toSeconds();
    }

    /** The number of the round that the turn belongs to. */
    long round(long turn) {
        return turn / turnsOfRound;
    }

    /** The attempts of one turn. */
    List<Attempt> attempts(long turn) {
        return rings.stream().flatMap(ring -> attempts(ring, turn)).toList();
    }

    private Stream<Attempt> attempts(Ring ring, long turn) {
        int steps = ring.steps(round(turn));
        return IntStream.range(0, ring.triers().size())
                .filter(i -> i % turnsOfRound == turn % turnsOfRound)
                .mapToObj(
                        i -> new Attempt(ring.engine(), ring.pair(ring.triers().get(i), steps)));
    }

    /** How long it takes at most until every pair has been tried, from any time on. */
    Duration allPairs() {
        int most = rings.stream().mapToInt(Ring::rounds).max().orElse(0);
        return TURN.multipliedBy(2L * most * turnsOfRound);
    }
}
