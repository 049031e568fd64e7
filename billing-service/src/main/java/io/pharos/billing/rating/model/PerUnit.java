package io.pharos.billing.rating.model;

import java.math.BigDecimal;

/** Every unit costs the same: {@code quantity × unit}. */
public record PerUnit(BigDecimal unit) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        return Priced.of(Step.times(usage.quantity(), "", unit));
    }

    @Override
    public Additivity additivity() {
        return Additivity.additive();
    }
}
