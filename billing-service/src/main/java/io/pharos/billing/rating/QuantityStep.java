package io.pharos.billing.rating;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.rating.model.PriceProblem;
import java.math.BigDecimal;
import java.util.List;

/**
 * What happens to a metered quantity before it is priced. A charge lists its steps, and they are taken in that order:
 * rounding and then freeing half a unit is not the same as freeing it first.
 */
public sealed interface QuantityStep {
    BigDecimal apply(BigDecimal quantity);

    /** Into another unit: bytes to GiB, requests to thousands. */
    record Multiply(BigDecimal factor) implements QuantityStep {
        @Override
        public BigDecimal apply(BigDecimal quantity) {
            return quantity.multiply(factor);
        }
    }

    record Divide(BigDecimal divisor) implements QuantityStep {
        public Divide {
            if (divisor.signum() == 0) {
                throw PriceProblem.malformed("A quantity cannot be divided by zero.");
            }
        }

        @Override
        public BigDecimal apply(BigDecimal quantity) {
            return quantity.divide(divisor, Decimals.WORKING);
        }
    }

    record Round(Rounding rounding) implements QuantityStep {
        @Override
        public BigDecimal apply(BigDecimal quantity) {
            return rounding.apply(quantity);
        }
    }

    /** Units that cost nothing, less those of the allowance that were used before. */
    record Free(BigDecimal units, BigDecimal usedBefore) implements QuantityStep {
        public Free(BigDecimal units) {
            this(units, BigDecimal.ZERO);
        }

        @Override
        public BigDecimal apply(BigDecimal quantity) {
            BigDecimal left = units.subtract(usedBefore).max(BigDecimal.ZERO);
            return quantity.signum() <= 0 ? quantity : quantity.subtract(left).max(BigDecimal.ZERO);
        }
    }

    /** A share of the units that cost nothing, in per cent. */
    record FreeShare(BigDecimal percent) implements QuantityStep {
        @Override
        public BigDecimal apply(BigDecimal quantity) {
            return quantity.subtract(Decimals.percent(percent, quantity));
        }
    }

    static BigDecimal applyAll(List<QuantityStep> steps, BigDecimal quantity) {
        BigDecimal result = quantity;
        for (QuantityStep step : steps) {
            result = step.apply(result);
        }
        return result;
    }

    /** The step in words, with what it made of a quantity. */
    default String words(BigDecimal quantity) {
        String result = Decimals.plain(apply(quantity));
        String from = Decimals.plain(quantity);
        return switch (this) {
            case Multiply m -> from + " × " + Decimals.plain(m.factor()) + " = " + result + " units";
            case Divide d -> from + " ÷ " + Decimals.plain(d.divisor()) + " = " + result + " units";
            case Round r -> from + " rounded (" + r.rounding().direction().words() + ") to " + result + " units";
            case Free f -> from + " less the free allowance = " + result + " units";
            case FreeShare f -> from + " less " + Decimals.plain(f.percent()) + " % = " + result + " units";
        };
    }
}
