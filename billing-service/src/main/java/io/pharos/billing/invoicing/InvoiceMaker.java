package io.pharos.billing.invoicing;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Sums;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.money.Money;
import io.pharos.billing.party.Profile;
import io.pharos.billing.party.Seller;
import io.pharos.billing.plan.Line;
import io.pharos.billing.plan.LineKind;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.RatedPeriod;
import io.pharos.billing.plan.Rater;
import io.pharos.billing.plan.UsageStatement;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.tax.TaxBreakdown;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxableLine;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the content of an invoice: a pure function of contract, usage, what was billed before, and who the parties are.
 * The same input makes the same content, whenever it is asked for.
 */
public final class InvoiceMaker {
    private InvoiceMaker() {}

    /**
     * What goes into an invoice: usage of each part of the contract until {@code until}, less the lines of earlier
     * invoices of the same period, and corrections of the period before. An interim one, before the period's end, charges usage alone; fees and minimums come
     * with the last.
     */
    public record Input(
            TenantId tenant,
            Contract contract,
            List<UsageStatement> usage,
            Instant until,
            Instant asOf,
            List<ContentLine> billedBefore,
            List<ContentLine> corrections,
            Seller seller,
            Profile profile) {
        public Input {
            usage = List.copyOf(usage);
            billedBefore = List.copyOf(billedBefore);
            corrections = List.copyOf(corrections);
        }
    }

    public static InvoiceContent draft(Input input) {
        PricePlan plan = input.contract().plan();
        List<Charged> charged = new ArrayList<>();
        for (int i = 0; i < input.contract().parts().size(); i++) {
            Part part = input.contract().parts().get(i);
            rated(input, part, input.usage().get(i)).lines().forEach(line -> charged.add(Charged.of(line)));
        }
        input.billedBefore().forEach(line -> charged.add(Charged.takenOff(line, plan)));
        input.corrections().forEach(line -> charged.add(Charged.corrected(line, plan)));
        List<TaxableLine> taxable = charged.stream().map(Charged::taxable).toList();
        TaxCalculation taxes =
                new TaxCalculation(plan.currency(), plan.conventions().taxRounding());
        return content(
                input, charged, InvoiceTotals.of(taxable, input.contract().coupons(), taxes));
    }

    private static RatedPeriod rated(Input input, Part part, UsageStatement usage) {
        Rater rater = new Rater(part.plan());
        boolean interim = input.until().isBefore(input.contract().whole().to());
        return interim ? rater.soFar(usage, part.period()) : rater.rate(usage, part.period());
    }

    private static InvoiceContent content(Input input, List<Charged> charged, InvoiceTotals totals) {
        PricePlan plan = input.contract().plan();
        Money nothing = Money.zero(plan.currency());
        return new InvoiceContent(
                Type.INVOICE,
                input.tenant(),
                null,
                null,
                null,
                null,
                null,
                input.seller(),
                input.profile(),
                input.contract().plans(),
                input.contract().parts().getFirst().period().active().from(),
                input.until(),
                plan.zone().getId(),
                input.asOf(),
                plan.currency().getCurrencyCode(),
                lines(charged, totals),
                Sums.of(totals.subtotal(), totals.discount(), totals.tax().total(), nothing),
                totals.tax().rows().stream().map(InvoiceMaker::row).toList());
    }

    private static List<ContentLine> lines(List<Charged> charged, InvoiceTotals totals) {
        List<ContentLine> lines = new ArrayList<>();
        for (Charged line : charged) {
            int i = lines.size();
            Money discount = line.taxable().net().minus(totals.taxed().get(i).net());
            lines.add(new ContentLine(
                    line.kind().name(),
                    line.code(),
                    line.name(),
                    InvoiceContent.text(line.taxable().net()),
                    InvoiceContent.text(discount),
                    InvoiceContent.text(totals.tax().byLine().get(i)),
                    line.words(),
                    Tax.of(line.taxable().category())));
        }
        return lines;
    }

    private static TaxRow row(TaxBreakdown.Row row) {
        return new TaxRow(Tax.of(row.category()), InvoiceContent.text(row.base()), InvoiceContent.text(row.tax()));
    }

    private record Charged(LineKind kind, String code, String name, String words, TaxableLine taxable) {
        static Charged of(Line line) {
            return new Charged(line.kind(), line.code(), line.name(), line.arithmetic(), line.taxable());
        }

        static Charged corrected(ContentLine line, PricePlan plan) {
            Money amount = Money.exact(new BigDecimal(line.amount()), plan.currency());
            TaxableLine taxable = new TaxableLine(amount, line.tax().taxCategory());
            return new Charged(LineKind.CORRECTION, line.code(), line.name(), line.arithmetic(), taxable);
        }

        /** What an earlier invoice of the period has charged, at the amount that it was charged at. */
        static Charged takenOff(ContentLine line, PricePlan plan) {
            Money before = Money.exact(new BigDecimal(line.amount()), plan.currency());
            Money amount = before.negated();
            String words = "less billed before, " + before + " → " + amount;
            TaxableLine taxable = new TaxableLine(amount, line.tax().taxCategory());
            return new Charged(LineKind.BILLED_BEFORE, line.code(), line.name(), words, taxable);
        }
    }
}
