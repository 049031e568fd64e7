package io.pharos.billing.tax;

import io.pharos.billing.allocation.LargestRemainder;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Taxes of an invoice's lines. By category, as EN 16931 has it: {@code tax = round(Σ net × rate %)}, half up at the
 * currency's minor unit (BR-CO-17), and the total is the sum of the rounded ones (BR-CO-14).
 */
public record TaxCalculation(Currency currency, TaxRounding where, Rounding rounding) {
    public TaxCalculation(Currency currency, TaxRounding where) {
        this(currency, where, Rounding.of(currency));
    }

    public TaxBreakdown of(List<TaxableLine> lines) {
        Map<TaxCategory, List<TaxableLine>> byCategory = grouped(lines);
        List<Money> taxes = taxes(List.copyOf(byCategory.values()));
        List<TaxBreakdown.Row> rows = rows(byCategory, taxes);
        return new TaxBreakdown(rows, byLine(lines, rows), Money.sum(taxes, currency));
    }

    private List<Money> taxes(List<List<TaxableLine>> categories) {
        return switch (where) {
            case PER_CATEGORY ->
                categories.stream().map(l -> round(unrounded(l))).toList();
            case PER_LINE -> categories.stream().map(this::roundedByLine).toList();
            case ON_TOTAL -> split(categories);
        };
    }

    private Money roundedByLine(List<TaxableLine> lines) {
        return Money.sum(lines.stream().map(l -> round(l.unroundedTax())).toList(), currency);
    }

    /** Each category rounded, and the difference to the rounded total put where the tax is highest. */
    private List<Money> split(List<List<TaxableLine>> categories) {
        List<BigDecimal> exact =
                categories.stream().map(TaxCalculation::unrounded).toList();
        return corrected(exact, round(Decimals.sum(exact)));
    }

    private List<TaxBreakdown.Row> rows(Map<TaxCategory, List<TaxableLine>> byCategory, List<Money> taxes) {
        List<TaxBreakdown.Row> rows = new ArrayList<>();
        for (var entry : byCategory.entrySet()) {
            Money base =
                    Money.sum(entry.getValue().stream().map(TaxableLine::net).toList(), currency);
            rows.add(new TaxBreakdown.Row(entry.getKey(), base, taxes.get(rows.size())));
        }
        return rows;
    }

    private List<Money> byLine(List<TaxableLine> lines, List<TaxBreakdown.Row> rows) {
        Money[] taxes = new Money[lines.size()];
        for (TaxBreakdown.Row row : rows) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < taxes.length; i++) {
                if (lines.get(i).category().equals(row.category())) {
                    members.add(i);
                }
            }
            List<Money> shares = shares(members.stream().map(lines::get).toList(), row.tax());
            members.forEach(i -> taxes[i] = shares.get(members.indexOf(i)));
        }
        return List.of(taxes);
    }

    private List<Money> shares(List<TaxableLine> lines, Money tax) {
        if (where == TaxRounding.PER_LINE) {
            return lines.stream().map(l -> round(l.unroundedTax())).toList();
        }
        return corrected(lines.stream().map(TaxableLine::unroundedTax).toList(), tax);
    }

    /** Exact amounts, of either sign, as whole minor units that add up to a total that is near their sum. */
    private List<Money> corrected(List<BigDecimal> exact, Money total) {
        if (exact.isEmpty()) {
            return List.of();
        }
        Rounding down = new Rounding(Rounding.of(currency).scale(), Rounding.Direction.FLOOR);
        List<Money> floors =
                exact.stream().map(e -> Money.rounded(e, currency, down)).toList();
        Money left = total.minus(Money.sum(floors, currency));
        List<BigDecimal> remainders = new ArrayList<>();
        for (int i = 0; i < exact.size(); i++) {
            remainders.add(exact.get(i).subtract(floors.get(i).amount()));
        }
        List<Money> extra = LargestRemainder.split(left, remainders);
        List<Money> parts = new ArrayList<>();
        for (int i = 0; i < exact.size(); i++) {
            parts.add(floors.get(i).plus(extra.get(i)));
        }
        return List.copyOf(parts);
    }

    private Money round(BigDecimal tax) {
        return Money.rounded(tax, currency, rounding);
    }

    private static BigDecimal unrounded(List<TaxableLine> lines) {
        return Decimals.sum(lines.stream().map(TaxableLine::unroundedTax).toList());
    }

    private static Map<TaxCategory, List<TaxableLine>> grouped(List<TaxableLine> lines) {
        Map<TaxCategory, List<TaxableLine>> groups = new LinkedHashMap<>();
        lines.forEach(line ->
                groups.computeIfAbsent(line.category(), c -> new ArrayList<>()).add(line));
        return groups;
    }
}
