package io.pharos.billing.rating;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.Proration.Share;
import io.pharos.billing.rating.model.PriceProblem;
import io.pharos.billing.rating.model.Step;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least and the most that a charge costs in a period. The missing rest is a line of its own (a true-up), and so
 * is what is let off above the maximum: the usage line always says what the usage would have cost.
 */
public record SpendLimits(
        @Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {
    public static final SpendLimits NONE = new SpendLimits(null, null);

    public SpendLimits {
        if (minimum != null && maximum != null && Decimals.isAbove(minimum, maximum)) {
            throw PriceProblem.malformed("The minimum spend is not above the maximum spend.");
        }
    }

    /** What is added so that the price reaches the minimum. */
    public Optional<Step> trueUp(BigDecimal price) {
        if (minimum == null || !Decimals.isBelow(price, minimum)) {
            return Optional.empty();
        }
        String words = "minimum " + Decimals.plain(minimum) + " less charged " + Decimals.plain(price);
        return Optional.of(new Step(words, minimum.subtract(price)));
    }

    /** What is let off above the maximum, as a negative amount. */
    public Optional<Step> relief(BigDecimal price) {
        if (maximum == null || !Decimals.isAbove(price, maximum)) {
            return Optional.empty();
        }
        String words = "maximum " + Decimals.plain(maximum) + " less charged " + Decimals.plain(price);
        return Optional.of(new Step(words, maximum.subtract(price)));
    }

    /** A price within both limits. */
    public BigDecimal bound(BigDecimal price) {
        BigDecimal capped = cap(price);
        return minimum == null ? capped : capped.max(minimum);
    }

    /** A price within the maximum; the minimum is due once, at the end of the period. */
    public BigDecimal cap(BigDecimal price) {
        return maximum == null ? price : price.min(maximum);
    }

    /** The limits for a share of a period, to 34 digits. */
    public SpendLimits prorated(Share share) {
        return new SpendLimits(scaled(minimum, share), scaled(maximum, share));
    }

    /** The limits as whole minor units, so that a price that was rounded before reaches them exactly. */
    public SpendLimits rounded(Rounding rounding) {
        return new SpendLimits(
                minimum == null ? null : rounding.apply(minimum), maximum == null ? null : rounding.apply(maximum));
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal limit, Share share) {
        return limit == null ? null : share.of(limit);
    }
}
