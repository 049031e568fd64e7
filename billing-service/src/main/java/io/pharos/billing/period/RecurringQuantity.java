package io.pharos.billing.period;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.List;

/**
 * A quantity that stays until it is taken away (seats, slots): what was carried over counts whole, what was added
 * counts for the days that were left: {@code carried + Σ units × days left / days in the period}.
 */
public record RecurringQuantity(BigDecimal carriedOver, List<Added> added, int daysInPeriod) {
    /** Units that were added, below zero where taken away, and the days left from then on. */
    public record Added(BigDecimal units, int daysLeft) {}

    public RecurringQuantity {
        added = List.copyOf(added);
    }

    public BigDecimal prorated() {
        List<BigDecimal> unitDays = added.stream()
                .map(a -> a.units().multiply(BigDecimal.valueOf(a.daysLeft())))
                .toList();
        BigDecimal share = Decimals.sum(unitDays).divide(BigDecimal.valueOf(daysInPeriod), Decimals.WORKING);
        return carriedOver.add(share);
    }
}
