package io.pharos.billing.tax;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import java.math.BigDecimal;

/** A net amount, after discounts, and the category that it is taxed in. */
public record TaxableLine(Money net, TaxCategory category) {
    /** Exact. */
    BigDecimal unroundedTax() {
        return Decimals.percent(category.rate(), net.amount());
    }
}
