package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Whole packages, a begun one counts: {@code ceil(max(quantity − free, 0) / size) × amount}. */
public record PackagePrice(BigDecimal size, BigDecimal amount, BigDecimal freeUnits) implements PriceModel {
    public PackagePrice {
        if (size.signum() <= 0 || freeUnits.signum() < 0) {
            throw PriceProblem.malformed("A package holds more than zero units, and never less than zero are free.");
        }
    }

    @Override
    public Priced price(Usage usage) {
        BigDecimal charged =
                PriceProblem.notNegative(usage.quantity()).subtract(freeUnits).max(BigDecimal.ZERO);
        BigDecimal packages = charged.divide(size, 0, RoundingMode.CEILING);
        String what = " of " + Decimals.plain(size) + " for " + Decimals.plain(charged) + " units";
        return Priced.of(Step.counted(packages, "package", what, amount));
    }

    @Override
    public Additivity additivity() {
        return Additivity.because("a begun package is charged whole, once a period");
    }
}
