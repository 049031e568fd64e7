package io.pharos.billing.rating.model;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;

/** The two refusals of pricing: a price that makes no sense, and usage that a price cannot be asked for. */
public final class PriceProblem {
    private PriceProblem() {}

    public static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "plan.malformed-price", detail);
    }

    /** Tiers, packages and blocks know no price below zero units: the correction is rated in the period it corrects. */
    static BigDecimal notNegative(BigDecimal quantity) {
        if (quantity.signum() < 0) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "rating.negative-usage",
                    "The usage of the period is below zero (" + quantity.toPlainString()
                            + "): book the correction in the period that it corrects.");
        }
        return quantity;
    }
}
