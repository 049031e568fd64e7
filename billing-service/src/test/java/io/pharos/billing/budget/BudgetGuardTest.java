package io.pharos.billing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.budget.BudgetGuard.Notice;
import io.pharos.billing.period.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetGuardTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Period MARCH = new Period(START, START.plus(Duration.ofDays(30)));
    private static final Budget BUDGET =
            new Budget("b", "b", null, BigDecimal.valueOf(300), List.of(100, 50, 80), null);

    @Test
    void tellsEachThresholdOnce() {
        Instant now = START.plus(Duration.ofDays(29));
        var first = BudgetGuard.decide(BUDGET, BigDecimal.valueOf(250), MARCH, Set.of(), now);
        assertThat(first.notices()).containsExactly(new Notice.Reached(50), new Notice.Reached(80));
        assertThat(first.usedUp()).isFalse();
        var again = BudgetGuard.decide(BUDGET, BigDecimal.valueOf(300), MARCH, Set.of("50", "80"), now);
        assertThat(again.notices()).containsExactly(new Notice.Reached(100));
        assertThat(again.usedUp()).isTrue();
    }

    @Test
    void foretellsTheDayOnWhichTheBudgetIsUsedUp() {
        Instant now = START.plus(Duration.ofDays(5));
        assertThat(BudgetGuard.crossing(BigDecimal.valueOf(300), BigDecimal.valueOf(100), MARCH, now))
                .contains(START.plus(Duration.ofDays(15)));
        assertThat(BudgetGuard.crossing(BigDecimal.valueOf(300), BigDecimal.valueOf(50), MARCH, now))
                .as("exactly at the end of the period")
                .isEmpty();
        assertThat(BudgetGuard.crossing(BigDecimal.valueOf(300), BigDecimal.ZERO, MARCH, now))
                .isEmpty();
    }

    @Test
    void foretellsNothingInTheFirstHours() {
        Instant now = START.plus(Duration.ofHours(5));
        assertThat(BudgetGuard.crossing(BigDecimal.valueOf(300), BigDecimal.valueOf(299), MARCH, now))
                .isEmpty();
    }
}
