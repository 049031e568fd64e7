package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share of each transaction's value and a fixed fee for each: {@code Σ clamp(value × rate % + fixed, min, max)}
 * over the transactions that are not free.
 */
public record Percentage(
        BigDecimal rate,
        BigDecimal fixedPerEvent,
        FreeAllowance free,
        @Nullable BigDecimal minPerEvent,
        @Nullable BigDecimal maxPerEvent)
        implements PriceModel {

    private static final String TRANSACTION = "transaction";

    public Percentage {
        if (minPerEvent != null && maxPerEvent != null && Decimals.isAbove(minPerEvent, maxPerEvent)) {
            throw PriceProblem.malformed("The least fee of a transaction is not above the greatest.");
        }
    }

    @Override
    public Priced price(Usage usage) {
        List<BigDecimal> open = new ArrayList<>();
        int raised = 0;
        int capped = 0;
        for (BigDecimal value : free.charged(usage.amounts())) {
            BigDecimal fee = Decimals.percent(rate, value).add(fixedPerEvent);
            if (minPerEvent != null && Decimals.isBelow(fee, minPerEvent)) {
                raised++;
            } else if (maxPerEvent != null && Decimals.isAbove(fee, maxPerEvent)) {
                capped++;
            } else {
                open.add(value);
            }
        }
        return new Priced(steps(open, raised, capped));
    }

    @Override
    public Additivity additivity() {
        if (!free.equals(FreeAllowance.NONE)) {
            return Additivity.because("the first transactions of a period are free");
        }
        boolean plain = fixedPerEvent.signum() == 0 && minPerEvent == null && maxPerEvent == null;
        return plain
                ? Additivity.additive()
                : Additivity.because("each transaction has a fee of its own, so that their sum is not one of them");
    }

    @Override
    public boolean pricesQuantity() {
        return false;
    }

    private List<Step> steps(List<BigDecimal> open, int raised, int capped) {
        List<Step> steps = new ArrayList<>();
        if (!open.isEmpty()) {
            steps.add(Step.percent(rate, Decimals.sum(open)));
        }
        if (!open.isEmpty() && fixedPerEvent.signum() != 0) {
            steps.add(Step.counted(BigDecimal.valueOf(open.size()), TRANSACTION, "", fixedPerEvent));
        }
        addBound(steps, raised, " at the least fee", minPerEvent);
        addBound(steps, capped, " at the greatest fee", maxPerEvent);
        return steps;
    }

    private static void addBound(List<Step> steps, int count, String what, @Nullable BigDecimal fee) {
        if (count > 0 && fee != null) {
            steps.add(Step.counted(BigDecimal.valueOf(count), TRANSACTION, what, fee));
        }
    }
}
