package io.pharos.billing.rating.model;

/** Blocks where every tier entered is charged at its own price: {@code Σ ceil(units in tier / size) × price}. */
public record BlockAllTiers(Blocks blocks) implements PriceModel {
    @Override
    public Priced price(Usage usage) {
        return new Priced(blocks.fills(usage.quantity()).stream()
                .map(fill -> fill.step(""))
                .toList());
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("a begun block is charged whole, and its price depends on the blocks before it");
    }
}
