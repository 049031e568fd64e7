package io.pharos.billing.rating.model;

import java.math.BigDecimal;

/** What it costs us, and a share on top: {@code cost + markup %}; the metered quantity is the cost in the plan's currency. */
public record CostPlus(BigDecimal markup) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        BigDecimal cost = usage.quantity();
        return Priced.of(new Step("cost", cost), Step.percent(markup, cost));
    }

    @Override
    public Additivity additivity() {
        return Additivity.additive();
    }
}
