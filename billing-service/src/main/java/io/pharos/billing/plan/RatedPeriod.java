package io.pharos.billing.plan;

import io.pharos.billing.money.Money;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.tax.TaxableLine;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The lines of a period by one plan; their sum is the subtotal, to the minor unit. */
public record RatedPeriod(PlanVersion plan, Currency currency, BilledPeriod period, List<Line> lines) {
    public RatedPeriod {
        lines = List.copyOf(lines);
    }

    public Money subtotal() {
        return Money.sum(lines.stream().map(Line::amount).toList(), currency);
    }

    public List<TaxableLine> taxable() {
        return lines.stream().map(Line::taxable).toList();
    }

    /**
     * The bill that is left when earlier bills of the same period are taken off, each line by the amount that it was
     * billed at. So the bills of a period add up to the period rated at once, for every price model.
     */
    public RatedPeriod after(List<RatedPeriod> earlier) {
        List<Line> left = new ArrayList<>(lines);
        for (RatedPeriod bill : earlier) {
            bill.lines().forEach(line -> left.add(takenOff(line)));
        }
        return new RatedPeriod(plan, currency, period, left);
    }

    private static Line takenOff(Line line) {
        Money amount = line.amount().negated();
        String words = "less billed before, " + line.amount() + " → " + amount;
        return new Line(LineKind.BILLED_BEFORE, line.code(), line.name(), amount.amount(), amount, words, line.tax());
    }
}
