package io.pharos.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.isolation.CanaryPlan.Pair;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryPlanTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:07Z");

    private static Tenant tenant(String id, String engine) {
        return Tenants.tenant(new TenantId(id), Status.ACTIVE, engine);
    }

    private static CanaryPlan crowd(int tenants) {
        List<Tenant> all = new ArrayList<>(List.of(tenant("alone", "own")));
        for (int i = 0; i < tenants; i++) {
            all.add(tenant("t" + i, "shared"));
        }
        return CanaryPlan.of(all);
    }

    @Test
    void eachTriesOneOtherOfItsEngine() {
        List<Pair> turn = crowd(9).turn(START);
        assertThat(turn).hasSize(9).allSatisfy(pair -> {
            assertThat(pair.other()).isNotEqualTo(pair.self());
            assertThat(pair.other().value()).startsWith("t");
        });
    }

    @Test
    void everyPairIsTriedWithinTheStatedTimeFromAnyTimeOn() {
        CanaryPlan plan = crowd(9);
        assertThat(plan.pairs()).hasSize(72);
        assertThat(plan.allPairs()).isEqualTo(Duration.ofSeconds(160));
        for (int offset = 0; offset < 20; offset++) {
            Set<Pair> tried = new HashSet<>();
            Instant from = START.plusSeconds(offset * 37L);
            for (Instant at = from; at.isBefore(from.plus(plan.allPairs())); at = at.plus(CanaryPlan.TURN)) {
                tried.addAll(plan.turn(at));
            }
            assertThat(tried).containsExactlyInAnyOrderElementsOf(plan.pairs());
        }
    }

    @Test
    void theOrderIsNotForeseen() {
        CanaryPlan plan = crowd(9);
        List<TenantId> cycles = new ArrayList<>();
        for (int cycle = 0; cycle < 20; cycle++) {
            cycles.add(plan.turn(START.plusSeconds(cycle * 80L)).getFirst().other());
        }
        assertThat(new HashSet<>(cycles)).hasSizeGreaterThan(3);
    }

    @Test
    void countsPairsThatAreOverdue() {
        CanaryPlan plan = crowd(3);
        CanaryCoverage coverage = new CanaryCoverage();
        coverage.expect(plan.pairs(), plan.allPairs(), START);
        assertThat(coverage.overdue(START.plus(plan.allPairs()))).isZero();
        Instant later = START.plus(plan.allPairs()).plusSeconds(1);
        coverage.tried(plan.pairs().getFirst(), later);
        assertThat(coverage.overdue(later)).isEqualTo(5);
    }
}
