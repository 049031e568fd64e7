package io.pharos.billing.plan;

import io.pharos.billing.rating.QuantityStep;
import io.pharos.billing.rating.SpendLimits;
import io.pharos.billing.rating.model.PriceModel;
import java.math.BigDecimal;
import java.util.List;

/**
 * The price of a meter: the quantity goes through the steps in order, then through the model; from the price goes the
 * discount in per cent; the result is held within the limits.
 */
public record Charge(
        String code,
        String name,
        String meter,
        List<QuantityStep> quantity,
        PriceModel price,
        BigDecimal discountPercent,
        SpendLimits limits,
        String tax) {
    public Charge {
        quantity = List.copyOf(quantity);
        if (!price.pricesQuantity() && !quantity.isEmpty()) {
            throw PlanProblem.malformed(
                    "The price of '" + code + "' is not one of a quantity: it takes no quantity steps.");
        }
        if (discountPercent.signum() < 0 || discountPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw PlanProblem.malformed("The discount of '" + code + "' is not between 0 and 100 per cent.");
        }
    }
}
