package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price range: up to and including {@code upTo} (open without one), a rate for each unit (a price, or per cent
 * where the model says so), and a flat fee for entering it.
 */
public record Tier(@Nullable BigDecimal upTo, BigDecimal rate, BigDecimal flat) {
    public Tier {
        if (upTo != null && upTo.signum() <= 0) {
            throw PriceProblem.malformed("A tier's upper bound is above zero, not " + upTo.toPlainString() + ".");
        }
    }

    boolean holds(BigDecimal quantity) {
        return upTo == null || quantity.compareTo(upTo) <= 0;
    }

    boolean hasFlat() {
        return flat.signum() != 0;
    }

    boolean isFlatOnly() {
        return rate.signum() == 0 && hasFlat();
    }

    String range(BigDecimal from) {
        return upTo == null
                ? "above " + Decimals.plain(from)
                : "tier " + Decimals.plain(from) + " to " + Decimals.plain(upTo);
    }
}
