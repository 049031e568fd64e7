package io.pharos.billing.plan;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.plan.Line.Item;
import io.pharos.billing.rating.QuantityStep;
import io.pharos.billing.rating.SpendLimits;
import io.pharos.billing.rating.model.Priced;
import io.pharos.billing.rating.model.Step;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of one charge: what the usage costs, the discount, and what the limits let off or add. Limits are applied
 * to the rounded lines before them, so that a charge at its minimum costs the minimum to the cent.
 */
record ChargeLines(PricePlan plan, Charge charge) {
    List<Line> of(Usage usage, SpendLimits limits) {
        List<Line> lines = new ArrayList<>();
        lines.add(usageLine(usage));
        if (charge.discountPercent().signum() != 0) {
            lines.add(discountLine(lines.getFirst()));
        }
        BigDecimal price = Money.sum(lines.stream().map(Line::amount).toList(), plan.currency())
                .amount();
        SpendLimits payable = limits.rounded(plan.rounding());
        payable.relief(price).ifPresent(step -> lines.add(line(LineKind.RELIEF, step)));
        payable.trueUp(price).ifPresent(step -> lines.add(line(LineKind.TRUE_UP, step)));
        return List.copyOf(lines);
    }

    private Line usageLine(Usage usage) {
        List<String> words = new ArrayList<>();
        BigDecimal quantity = usage.quantity();
        for (QuantityStep step : charge.quantity()) {
            words.add(step.words(quantity));
            quantity = step.apply(quantity);
        }
        Priced price = charge.price().price(usage.withQuantity(quantity));
        words.add(price.words());
        return line(LineKind.USAGE, price.amount(), String.join("; ", words));
    }

    private Line discountLine(Line usage) {
        BigDecimal off = Decimals.percent(charge.discountPercent(), usage.exact());
        String words = Decimals.plain(charge.discountPercent()) + " % off " + Decimals.plain(usage.exact());
        return line(LineKind.DISCOUNT, new Step(words, off.negate()));
    }

    private Line line(LineKind kind, Step step) {
        return line(kind, step.amount(), step.toString());
    }

    private Line line(LineKind kind, BigDecimal exact, String arithmetic) {
        Item item = new Item(charge.code(), charge.name(), charge.tax());
        return Line.of(kind, item, exact, arithmetic, plan);
    }
}
