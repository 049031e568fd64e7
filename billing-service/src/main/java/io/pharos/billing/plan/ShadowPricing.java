package io.pharos.billing.plan;

import io.pharos.billing.money.Money;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.rating.model.Volume;
import io.pharos.model.TenantId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan would have charged for usage that was billed by another: who pays more and who less, before it is
 * published. Both plans are of one currency.
 */
public record ShadowPricing(PricePlan published, PricePlan candidate) {
    /** A tenant's usage of a past period. */
    public record Past(TenantId tenant, BilledPeriod period, UsageStatement usage) {}

    /** The same usage by both plans. */
    public record Difference(TenantId tenant, BilledPeriod period, Money published, Money candidate) {
        /** Above zero where the tenant would pay more. */
        public Money change() {
            return candidate.minus(published);
        }
    }

    /** An edge of a charge behind which its price falls. */
    public record PriceCliff(String charge, Volume.Cliff cliff) {}

    public ShadowPricing {
        if (!published.currency().equals(candidate.currency())) {
            throw PlanProblem.malformed("Plans of different currencies cannot be compared.");
        }
    }

    public List<Difference> over(List<Past> history) {
        Rater before = new Rater(published);
        Rater after = new Rater(candidate);
        return history.stream()
                .map(p -> new Difference(
                        p.tenant(),
                        p.period(),
                        before.rate(p.usage(), p.period()).subtotal(),
                        after.rate(p.usage(), p.period()).subtotal()))
                .toList();
    }

    /** All that the candidate together would bring more, or less where below zero. */
    public Money change(List<Difference> differences) {
        return Money.sum(differences.stream().map(Difference::change).toList(), candidate.currency());
    }

    /** Where the candidate's volume prices fall, whatever its convention does about it. */
    public List<PriceCliff> cliffs() {
        return candidate.charges().stream().flatMap(ShadowPricing::cliffs).toList();
    }

    private static Stream<PriceCliff> cliffs(Charge charge) {
        return charge.price() instanceof Volume volume
                ? volume.cliffs().stream().map(cliff -> new PriceCliff(charge.code(), cliff))
                : Stream.empty();
    }
}
