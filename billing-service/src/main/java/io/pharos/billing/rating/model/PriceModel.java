package io.pharos.billing.rating.model;

/**
 * A formula from usage to a price, without rounding. The same usage always gives the same price, whatever was used
 * before: what was billed already is subtracted outside, so that a period billed in parts costs what it costs at once.
 */
public sealed interface PriceModel
        permits PerUnit,
                Graduated,
                Volume,
                PackagePrice,
                Percentage,
                GraduatedPercentage,
                BlockAllTiers,
                BlockTopTier,
                Capacity,
                Dynamic,
                CostPlus {

    Priced price(Usage usage);

    Additivity additivity();

    /** Whether the aggregated quantity is priced, and not single events or peaks, which no quantity step reaches. */
    default boolean pricesQuantity() {
        return true;
    }
}
