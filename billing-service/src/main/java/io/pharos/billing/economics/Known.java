package io.pharos.billing.economics;

import io.pharos.billing.cost.ServiceCosts.Measured;
import io.pharos.billing.economics.GivenCost.What;
import io.pharos.billing.economics.RevenueStore.Month;
import io.pharos.billing.money.Decimals;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a segment's month together from what is known: revenue and customers of the books, costs that were told of, and
 * what serving its tenants was measured to cost. Pure. What nobody told and nobody measured is named, never guessed.
 */
final class Known {
    private Known() {}

    /** All that is known of a time; {@code earned} begins a month before it, for who was there at its start. */
    record Facts(
            Months months,
            List<Month> earned,
            List<GivenCost> told,
            Measured measured,
            Map<TenantId, String> members) {}

    /** A segment in the mean of its months, and what of it is not known: figures that hang on that mean nothing. */
    record Figures(String code, UnitEconomics economics, Set<What> unknown) {
        Figures {
            unknown = Set.copyOf(unknown);
        }

        boolean isWhole() {
            return unknown.isEmpty();
        }
    }

    static Figures of(String segment, Facts facts) {
        List<Month> own = facts.earned().stream()
                .filter(month -> month.segment().equals(segment))
                .toList();
        List<Month> within = own.stream()
                .filter(month -> !month.month().isBefore(facts.months().first()))
                .toList();
        Set<What> unknown = new HashSet<>();
        Segment mean = new Segment(
                segment,
                mean(within.stream().mapToLong(Month::customers).sum(), facts),
                mean(within.stream().mapToLong(Month::won).sum(), facts),
                told(What.ACQUISITION, segment, facts, unknown),
                mean(Decimals.sum(within.stream().map(Month::revenue).toList()), facts),
                serviceCost(segment, facts, unknown),
                told(What.OTHER, segment, facts, unknown),
                churn(own, facts));
        return new Figures(segment, new UnitEconomics(mean), unknown);
    }

    /** Who was a customer at the start of a month and is none in it, over all who were. */
    private static BigDecimal churn(List<Month> own, Facts facts) {
        List<Month> starts = own.stream()
                .filter(month -> month.month().isBefore(facts.months().last()))
                .toList();
        BigDecimal there =
                BigDecimal.valueOf(starts.stream().mapToLong(Month::customers).sum());
        BigDecimal stayed =
                BigDecimal.valueOf(starts.stream().mapToLong(Month::stayed).sum());
        return CustomerValue.ratio(there.subtract(stayed), there).orElse(BigDecimal.ZERO);
    }

    private static BigDecimal told(What kind, String segment, Facts facts, Set<What> unknown) {
        Optional<BigDecimal> sum = sum(kind, segment, facts);
        if (sum.isEmpty()) {
            unknown.add(kind);
        }
        return mean(sum.orElse(BigDecimal.ZERO), facts);
    }

    /** What was told goes before what was measured; measured counts only where no hour is missing. */
    private static BigDecimal serviceCost(String segment, Facts facts, Set<What> unknown) {
        Optional<BigDecimal> told = sum(What.SERVICE, segment, facts);
        if (told.isPresent()) {
            return mean(told.get(), facts);
        }
        if (!facts.measured().isComplete()) {
            unknown.add(What.SERVICE);
            return BigDecimal.ZERO;
        }
        List<BigDecimal> costs = new ArrayList<>();
        facts.measured().byTenant().forEach((tenant, cost) -> {
            if (facts.members().getOrDefault(tenant, "").equals(segment)) {
                costs.add(cost);
            }
        });
        return mean(Decimals.sum(costs), facts);
    }

    private static Optional<BigDecimal> sum(What kind, String segment, Facts facts) {
        List<BigDecimal> amounts = facts.told().stream()
                .filter(cost -> cost.kind() == kind && cost.segment().equals(segment))
                .map(cost -> cost.amount().amount())
                .toList();
        return amounts.isEmpty() ? Optional.empty() : Optional.of(Decimals.sum(amounts));
    }

    private static BigDecimal mean(long sum, Facts facts) {
        return mean(BigDecimal.valueOf(sum), facts);
    }

    private static BigDecimal mean(BigDecimal sum, Facts facts) {
        return sum.divide(BigDecimal.valueOf(facts.months().count()), Decimals.WORKING);
    }
}
