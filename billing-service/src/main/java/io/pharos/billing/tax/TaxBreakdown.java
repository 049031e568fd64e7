package io.pharos.billing.tax;

import io.pharos.billing.money.Money;
import java.util.List;

/**
 * The taxes of an invoice: a row for each category (BG-23), and for each line the share of its row's tax, in the
 * order of the lines. Both add up to the total exactly.
 */
public record TaxBreakdown(List<Row> rows, List<Money> byLine, Money total) {
    /** A category's taxable base (BT-116) and its tax (BT-117). */
    public record Row(TaxCategory category, Money base, Money tax) {
        public String words() {
            return category + " on " + base + " = " + tax;
        }
    }

    public TaxBreakdown {
        rows = List.copyOf(rows);
        byLine = List.copyOf(byLine);
    }
}
