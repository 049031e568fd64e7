package io.pharos.billing.vectors;

import io.pharos.billing.allocation.LargestRemainder;
import io.pharos.billing.invoice.Coupon;
import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxCategory;
import io.pharos.billing.tax.TaxRounding;
import io.pharos.billing.tax.TaxableLine;
import io.pharos.billing.wallet.Drawdown;
import io.pharos.billing.wallet.Wallet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Vectors about rounding, splitting, taxes and prepaid credit. */
final class MoneyCases {
    private MoneyCases() {}

    static Optional<Outcome> find(String model, Params vector) {
        Params p = vector.object("params");
        return switch (model) {
            case "round" -> Optional.of(Outcome.of(rounding(p).apply(vector.decimal("quantity"))));
            case "allocate_largest_remainder" -> Optional.of(allocated(p));
            case "invoice_tax" -> Optional.of(tax(p));
            case "invoice_net" -> Optional.of(net(p));
            case "wallet" -> Optional.of(wallet(p));
            default -> Optional.empty();
        };
    }

    private static Rounding rounding(Params p) {
        return p.has("scale")
                ? p.rounding("2")
                : Rounding.of(currency(p), Params.direction(p.textOr("mode", "half_up")));
    }

    private static Outcome allocated(Params p) {
        List<BigDecimal> parts = LargestRemainder.split(p.decimal("amount"), p.decimals("weights"), p.number("scale"));
        return Outcome.of(Decimals.sum(parts), parts);
    }

    private static Outcome tax(Params p) {
        List<Params> fees = p.has("fees") ? p.objects("fees") : p.objects("lines");
        List<TaxableLine> lines = fees.stream().map(f -> line(p, f)).toList();
        List<Coupon> coupons = new ArrayList<>();
        if (p.has("coupon")) {
            coupons.add(new Coupon.AmountOff("coupon", money(p, p.text("coupon"))));
        }
        p.first("coupon_percent", "coupon_percentage")
                .ifPresent(percent -> coupons.add(new Coupon.PercentOff("percent", percent)));
        InvoiceTotals totals = InvoiceTotals.of(lines, coupons, new TaxCalculation(currency(p), where(p)));
        return Outcome.of(totals.tax().total(), totals.tax().byLine());
    }

    private static TaxRounding where(Params p) {
        String words = p.textOr("rounding", "");
        if (words.contains("line")) {
            return TaxRounding.PER_LINE;
        }
        return words.contains("total") ? TaxRounding.ON_TOTAL : TaxRounding.PER_CATEGORY;
    }

    /** A line is an amount taxed like all others, or brings its own rate. */
    private static TaxableLine line(Params p, Params line) {
        String amount = line.json().isObject()
                ? line.first("amount", "net").orElseThrow().toPlainString()
                : line.json().asText();
        BigDecimal rate = line.has("rate") ? line.decimal("rate") : p.decimal("rate");
        return new TaxableLine(money(p, amount), TaxCategory.ofRate(rate));
    }

    private static Outcome net(Params p) {
        List<Money> lines =
                p.texts("lines").stream().map(text -> money(p, text)).toList();
        return Outcome.of(Money.sum(lines, currency(p)), lines);
    }

    private static Outcome wallet(Params p) {
        TaxableLine fee = new TaxableLine(money(p, p.text("fee")), TaxCategory.ofRate(p.decimalOr("tax_rate", "0")));
        TaxCalculation taxes = new TaxCalculation(currency(p), TaxRounding.PER_CATEGORY);
        Money total = InvoiceTotals.of(List.of(fee), List.of(), taxes).total();
        Money balance = money(p, p.text("balance"));
        Wallet wallet = new Wallet("wallet", 1, null, Instant.EPOCH, balance);
        Drawdown drawdown = Drawdown.of(total, List.of(wallet), Instant.EPOCH);
        return Outcome.of(balance.minus(drawdown.drawn()), List.of(drawdown.drawn()));
    }

    private static Money money(Params p, String amount) {
        return Money.rounded(new BigDecimal(amount), currency(p), Rounding.of(currency(p)));
    }

    private static Currency currency(Params p) {
        return Currency.getInstance(p.textOr("currency", "EUR"));
    }
}
