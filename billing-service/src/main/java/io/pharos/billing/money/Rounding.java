package io.pharos.billing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/**
 * A place and a direction in which numbers are rounded. A negative scale rounds to tens, hundreds and so on.
 * A currency's own rounding is half up (away from zero on a tie) at its minor unit, ISO 4217.
 */
public record Rounding(int scale, Direction direction) {
    /** Where a number between two representable ones goes. */
    public enum Direction {
        HALF_UP(RoundingMode.HALF_UP),
        HALF_DOWN(RoundingMode.HALF_DOWN),
        HALF_EVEN(RoundingMode.HALF_EVEN),
        CEIL(RoundingMode.CEILING),
        FLOOR(RoundingMode.FLOOR),
        UP(RoundingMode.UP),
        DOWN(RoundingMode.DOWN);

        private final RoundingMode mode;

        Direction(RoundingMode mode) {
            this.mode = mode;
        }

        /** As a bill says it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public static Rounding halfUp(int scale) {
        return new Rounding(scale, Direction.HALF_UP);
    }

    public static Rounding of(Currency currency) {
        return of(currency, Direction.HALF_UP);
    }

    public static Rounding of(Currency currency, Direction direction) {
        return new Rounding(minorDigits(currency), direction);
    }

    /** The number rounded; its scale is never below zero, so that it prints without an exponent. */
    public BigDecimal apply(BigDecimal number) {
        BigDecimal rounded = number.setScale(scale, direction.mode);
        return scale < 0 ? rounded.setScale(0) : rounded;
    }

    /** What one division by another gives, rounded once. */
    public BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal quotient = dividend.divide(divisor, scale, direction.mode);
        return scale < 0 ? quotient.setScale(0) : quotient;
    }

    private static int minorDigits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(currency + " has no minor unit, so no invoice can be in it");
        }
        return digits;
    }
}
