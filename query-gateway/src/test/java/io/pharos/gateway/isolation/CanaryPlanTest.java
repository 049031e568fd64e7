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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryPlanTest {
    private static final long TURN = CanaryPlan.turn(Instant.parse("2026-01-31T12:00:07Z"));

    private static Tenant tenant(String id, String engine) {
        return Tenants.tenant(new TenantId(id), Status.ACTIVE, engine);
    }

    private static List<Tenant> crowd(int tenants) {
        List<Tenant> all = new ArrayList<>(List.of(tenant("alone", "own")));
        for (int i = 0; i < tenants; i++) {
            all.add(tenant("t" + i, "shared"));
        }
        return all;
    }

    private static CanaryPlan plan(int tenants) {
        return CanaryPlan.of(crowd(tenants), 100);
    }

    private static List<Pair> pairs(CanaryPlan plan, long turn) {
        return plan.attempts(turn).stream().map(CanaryPlan.Attempt::pair).toList();
    }

    @Test
    void eachTriesOneOtherOfItsEngine() {
        List<Pair> turn = pairs(plan(9), TURN);
        assertThat(turn).hasSize(9).allSatisfy(pair -> {
            assertThat(pair.other()).isNotEqualTo(pair.self());
            assertThat(pair.other().value()).startsWith("t");
        });
        assertThat(turn.stream().map(Pair::self)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"100,160", "9,160", "4,480", "1,1440"})
    void everyPairIsTriedWithinTheStatedTimeFromAnyTimeOn(int mostTriers, int seconds) {
        CanaryPlan plan = CanaryPlan.of(crowd(9), mostTriers);
        assertThat(plan.allPairs()).isEqualTo(Duration.ofSeconds(seconds));
        long turns = plan.allPairs().dividedBy(CanaryPlan.TURN);
        for (long from = TURN; from < TURN + 40; from++) {
            Set<Pair> tried = new HashSet<>();
            for (long turn = from; turn < from + turns; turn++) {
                assertThat(plan.attempts(turn)).hasSizeLessThanOrEqualTo(mostTriers);
                tried.addAll(pairs(plan, turn));
            }
            assertThat(tried).as("from turn %d", from).hasSize(9 * 8);
        }
    }

    @Test
    void theOrderIsNotForeseen() {
        CanaryPlan plan = plan(9);
        Set<TenantId> firsts = new HashSet<>();
        for (int cycle = 0; cycle < 20; cycle++) {
            firsts.add(pairs(plan, TURN + 8 * cycle).getFirst().other());
        }
        assertThat(firsts).hasSizeGreaterThan(3);
    }

    /** Pairs are a hundred million then. */
    @Test
    void tenThousandTenantsOfOneEngineTakeTurns() {
        CanaryPlan plan = plan(10_000);
        CanaryCoverage coverage = new CanaryCoverage();
        coverage.begin(plan, TURN);
        assertThat(plan.attempts(TURN)).hasSize(100);
        assertThat(plan.turnsOfRound()).isEqualTo(100);
        assertThat(coverage.overdue()).isZero();
    }

    @Test
    void countsPairsThatGotNoAnswerUntilTheyGetOne() {
        CanaryPlan plan = plan(3);
        CanaryCoverage coverage = new CanaryCoverage();
        turn(coverage, plan, TURN, 3);
        turn(coverage, plan, TURN + 1, 1);
        assertThat(coverage.overdue()).as("the turn is not over").isZero();
        turn(coverage, plan, TURN + 2, 3);
        assertThat(coverage.overdue()).isEqualTo(2);
        for (int i = 3; i < 6; i++) {
            turn(coverage, plan, TURN + i, 3);
        }
        assertThat(coverage.overdue()).as("each was tried again").isZero();
    }

    @Test
    void countsPairsWhoseTurnThereWasNot() {
        CanaryPlan plan = plan(9);
        CanaryCoverage coverage = new CanaryCoverage();
        turn(coverage, plan, TURN, 9);
        turn(coverage, plan, TURN + 3, 9);
        assertThat(coverage.overdue()).isBetween(9L, 18L);
        turn(coverage, plan, TURN + 300, 9);
        assertThat(coverage.overdue()).isEqualTo(72);
        assertThat(coverage.allPairs()).isEqualTo(Duration.ofSeconds(160));
        coverage.begin(plan(10), TURN + 301);
        assertThat(coverage.overdue()).as("a ring with a new member").isZero();
    }

    private static void turn(CanaryCoverage coverage, CanaryPlan plan, long turn, int answered) {
        coverage.begin(plan, turn);
        for (int i = 0; i < answered; i++) {
            coverage.answered("shared");
        }
    }
}
