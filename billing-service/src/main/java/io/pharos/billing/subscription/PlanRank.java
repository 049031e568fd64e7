package io.pharos.billing.subscription;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.plan.Commitment;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.RecurringFee;
import java.math.BigDecimal;

/** Which of two plans is the dearer one: by what is due in a period whatever is used. */
record PlanRank(BigDecimal due) implements Comparable<PlanRank> {
    static PlanRank of(PricePlan plan) {
        BigDecimal fees =
                Decimals.sum(plan.fees().stream().map(RecurringFee::amount).toList());
        return new PlanRank(plan.committed()
                .map(Commitment::minimum)
                .orElse(BigDecimal.ZERO)
                .add(fees));
    }

    @Override
    public int compareTo(PlanRank other) {
        return due.compareTo(other.due);
    }
}
