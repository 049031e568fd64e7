package io.pharos.billing.partner;

import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a partner is stated for a month: its share of what was invoiced in it, and for each earlier month what its share
 * is now, after credit notes and invoices that were taken back, less what was stated. All statements together are
 * always the shares as they are known. Amounts are decimal texts of the currency.
 */
record Statement(TenantId partner, String currency, YearMonth month, List<Line> lines, String total) {
    /** For months before the first rule. */
    private static final RevenueShare NO_SHARE = new RevenueShare.Percentage(BigDecimal.ZERO);

    Statement {
        lines = List.copyOf(lines);
    }

    /** A month's share or its correction, with the revenue that it is of, by customer. */
    record Line(
            YearMonth month,
            boolean correction,
            String revenue,
            Map<TenantId, String> customers,
            String amount,
            String arithmetic) {
        Line {
            customers = Map.copyOf(customers);
        }
    }

    /** Revenue by the month in which it was invoiced and by customer, and what was stated of it so far. */
    record Facts(Map<YearMonth, Map<TenantId, Money>> revenue, Map<YearMonth, Money> stated) {}

    /** The statement, with what it comes to; lines of nothing are left out. */
    record Made(Statement statement, Money total) {}

    static Made of(
            TenantId partner,
            YearMonth month,
            Money nothing,
            Facts facts,
            Function<YearMonth, Optional<RevenueShare>> rules) {
        List<Line> lines = new ArrayList<>();
        Money total = nothing;
        TreeSet<YearMonth> months = new TreeSet<>(facts.revenue().keySet());
        months.addAll(facts.stated().keySet());
        for (YearMonth earned : months) {
            Map<TenantId, Money> customers = facts.revenue().getOrDefault(earned, Map.of());
            Money revenue = Money.sum(customers.values(), nothing.currency());
            RevenueShare rule = rules.apply(earned).orElse(NO_SHARE);
            RevenueShare.Share share = rule.of(revenue);
            Money stated = facts.stated().getOrDefault(earned, nothing);
            Money amount = share.amount().minus(stated);
            if (!amount.isZero()) {
                boolean correction = !earned.equals(month);
                String words = stated.isZero() ? share.arithmetic() : share.arithmetic() + " less stated " + stated;
                lines.add(new Line(earned, correction, text(revenue), texts(customers), text(amount), words));
                total = total.plus(amount);
            }
        }
        return new Made(new Statement(partner, nothing.currency().getCurrencyCode(), month, lines, text(total)), total);
    }

    private static Map<TenantId, String> texts(Map<TenantId, Money> customers) {
        Map<TenantId, String> texts = new TreeMap<>();
        customers.forEach((customer, money) -> texts.put(customer, text(money)));
        return texts;
    }

    private static String text(Money money) {
        return money.amount().toPlainString();
    }
}
