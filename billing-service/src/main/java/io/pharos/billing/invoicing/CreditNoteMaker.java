package io.pharos.billing.invoicing;

import io.pharos.billing.allocation.LargestRemainder;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Sums;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * Makes the content of a credit note: an amount with tax, spread over the invoice's tax categories by what each is of
 * its total, largest remainder first; within a category {@code net = round(gross / (1 + rate))}, and the tax is the rest.
 */
final class CreditNoteMaker {
    private CreditNoteMaker() {}

    static InvoiceContent of(InvoiceContent invoice, Money gross, String reason, Instant asOf) {
        Currency currency = gross.currency();
        List<BigDecimal> weights = invoice.taxes().stream()
                .map(row -> new BigDecimal(row.base())
                        .add(new BigDecimal(row.amount()))
                        .max(BigDecimal.ZERO))
                .toList();
        List<Money> parts = LargestRemainder.split(gross, weights);
        List<ContentLine> lines = new ArrayList<>();
        List<TaxRow> taxes = new ArrayList<>();
        Money net = Money.zero(currency);
        for (int i = 0; i < parts.size(); i++) {
            Money part = parts.get(i);
            if (!part.isZero()) {
                Tax category = invoice.taxes().get(i).tax();
                Money base = net(part, category);
                net = net.plus(base);
                lines.add(line(invoice, part, base, category));
                taxes.add(new TaxRow(category, text(base), text(part.minus(base))));
            }
        }
        Money nothing = Money.zero(currency);
        Sums sums = Sums.of(net, nothing, gross.minus(net), nothing);
        return new InvoiceContent(
                Type.CREDIT_NOTE,
                invoice.tenant(),
                null,
                null,
                null,
                invoice.number(),
                reason,
                invoice.seller(),
                invoice.profile(),
                invoice.plan(),
                invoice.from(),
                invoice.to(),
                invoice.zone(),
                asOf,
                invoice.currency(),
                lines,
                sums,
                taxes);
    }

    private static Money net(Money gross, Tax category) {
        BigDecimal factor = BigDecimal.ONE.add(new BigDecimal(category.rate()).movePointLeft(2));
        BigDecimal exact = gross.amount().divide(factor, Decimals.WORKING);
        return Money.rounded(exact, gross.currency(), Rounding.of(gross.currency()));
    }

    private static ContentLine line(InvoiceContent invoice, Money gross, Money base, Tax category) {
        String words = gross + " with tax at " + category.rate() + " % = " + base + " + " + gross.minus(base);
        return new ContentLine(
                "CREDIT",
                "credit",
                "Credit on " + invoice.number(),
                text(base),
                text(Money.zero(gross.currency())),
                text(gross.minus(base)),
                words,
                category);
    }

    private static String text(Money money) {
        return InvoiceContent.text(money);
    }
}
