package io.pharos.billing.invoice;

import io.pharos.billing.allocation.LargestRemainder;
import io.pharos.billing.money.Money;
import io.pharos.billing.tax.TaxBreakdown;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxableLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of an invoice, each exact: subtotal = Σ lines (BR-CO-10), net = subtotal − coupons, total = net + tax
 * (BR-CO-15). Coupons are taken off in order, before tax, and spread over the lines by their amounts, largest
 * remainder first, so that every tax category loses its part. {@code taxed} are the lines after that, in order.
 */
public record InvoiceTotals(Money subtotal, Money discount, List<TaxableLine> taxed, TaxBreakdown tax) {
    public InvoiceTotals {
        taxed = List.copyOf(taxed);
    }

    public static InvoiceTotals of(List<TaxableLine> lines, List<Coupon> coupons, TaxCalculation taxes) {
        Money subtotal = net(lines, taxes);
        List<TaxableLine> reduced = lines;
        for (Coupon coupon : coupons) {
            reduced = reduced(reduced, coupon.off(net(reduced, taxes)));
        }
        Money discount = subtotal.minus(net(reduced, taxes));
        return new InvoiceTotals(subtotal, discount, reduced, taxes.of(reduced));
    }

    public Money net() {
        return subtotal.minus(discount);
    }

    public Money total() {
        return net().plus(tax.total());
    }

    private static List<TaxableLine> reduced(List<TaxableLine> lines, Money off) {
        if (off.isZero()) {
            return lines;
        }
        List<Money> parts = LargestRemainder.split(off, weights(lines));
        List<TaxableLine> reduced = new ArrayList<>();
        for (TaxableLine line : lines) {
            Money part = parts.get(reduced.size());
            reduced.add(new TaxableLine(line.net().minus(part), line.category()));
        }
        return reduced;
    }

    /** Credits on the invoice are not reduced any further. */
    private static List<BigDecimal> weights(List<TaxableLine> lines) {
        return lines.stream()
                .map(l -> BigDecimal.valueOf(Math.max(0, l.net().minor())))
                .toList();
    }

    private static Money net(List<TaxableLine> lines, TaxCalculation taxes) {
        return Money.sum(lines.stream().map(TaxableLine::net).toList(), taxes.currency());
    }
}
