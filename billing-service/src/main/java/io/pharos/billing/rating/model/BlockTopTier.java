package io.pharos.billing.rating.model;

import io.pharos.billing.rating.model.Blocks.Fill;
import java.util.List;

/** Blocks where the highest tier reached prices all units: {@code ceil(quantity / its size) × its price}. */
public record BlockTopTier(Blocks blocks) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        List<Fill> fills = blocks.fills(usage.quantity());
        if (fills.isEmpty()) {
            return Priced.NOTHING;
        }
        Fill all = new Fill(fills.getLast().block(), usage.quantity());
        return Priced.of(all.step(" (all, at the highest tier reached)"));
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("the total decides the block and the price of every unit");
    }
}
