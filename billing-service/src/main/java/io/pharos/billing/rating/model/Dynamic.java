package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;

/** The events bring their amounts, and the plan may scale them: {@code Σ amount × multiplier}. */
public record Dynamic(BigDecimal multiplier) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        BigDecimal amounts = Decimals.sum(usage.amounts());
        return Priced.of(Step.times(amounts, " (amounts of the events)", multiplier));
    }

    @Override
    public Additivity additivity() {
        return Additivity.additive();
    }

    @Override
    public boolean pricesQuantity() {
        return false;
    }
}
