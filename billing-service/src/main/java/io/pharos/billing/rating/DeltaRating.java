package io.pharos.billing.rating;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Priced;
import io.pharos.billing.rating.model.Step;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Bills a period in parts: each part costs what everything so far costs, less what was billed before. The parts add
 * up to the whole for every model, additive or not, because only cumulated prices are ever computed and rounded.
 */
public record DeltaRating(PriceModel model, SpendLimits limits) {
    public DeltaRating(PriceModel model) {
        this(model, SpendLimits.NONE);
    }

    /** The first part, with more to come: the maximum holds already, the minimum is not due yet. */
    public Priced first(Usage now) {
        return Priced.of(
                step("everything so far", now, limits.cap(model.price(now).amount())));
    }

    /** A part after {@code billed}, which may be nothing used and billed as such, with more to come. */
    public Priced next(Usage billed, Usage now) {
        return first(now).plus(less(billed));
    }

    /** The only part of a period, the minimum included. */
    public Priced whole(Usage now) {
        return Priced.of(step("everything", now, limits.bound(model.price(now).amount())));
    }

    /** The last part, after {@code billed}, the minimum included. */
    public Priced last(Usage billed, Usage now) {
        return whole(now).plus(less(billed));
    }

    /** For a run of cumulated quantities, the amount of each part, so rounded that they add up to the rounded whole. */
    public List<BigDecimal> parts(List<BigDecimal> cumulated, Rounding rounding) {
        List<BigDecimal> parts = new ArrayList<>();
        BigDecimal billed = BigDecimal.ZERO;
        for (BigDecimal quantity : cumulated) {
            BigDecimal whole =
                    rounding.apply(limits.cap(model.price(Usage.of(quantity)).amount()));
            parts.add(whole.subtract(billed));
            billed = whole;
        }
        return List.copyOf(parts);
    }

    private Step less(Usage billed) {
        BigDecimal before = limits.cap(model.price(billed).amount());
        return new Step("less billed for " + Decimals.plain(billed.quantity()), before.negate());
    }

    private static Step step(String what, Usage usage, BigDecimal price) {
        return new Step(what + ", " + Decimals.plain(usage.quantity()) + " units", price);
    }
}
