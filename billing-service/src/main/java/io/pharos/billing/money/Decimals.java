package io.pharos.billing.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Exact decimal arithmetic, and how decimals are written: plain, without an exponent or trailing zeros. */
public final class Decimals {
    /** For quotients that have no last digit: 34 digits, far below any minor unit. Everything else is exact. */
    public static final MathContext WORKING = MathContext.DECIMAL128;

    public static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final int SHOWN = 12;

    private Decimals() {}

    /** A number as a bill shows it: up to 12 decimals, and an ellipsis where there are more. */
    public static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= SHOWN
                ? stripped.toPlainString()
                : stripped.setScale(SHOWN, RoundingMode.DOWN).toPlainString() + "…";
    }

    public static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** That many per cent of an amount, exactly. */
    public static BigDecimal percent(BigDecimal rate, BigDecimal amount) {
        return amount.multiply(rate).movePointLeft(2);
    }

    public static boolean isBelow(BigDecimal number, BigDecimal bound) {
        return number.compareTo(bound) < 0;
    }

    public static boolean isAbove(BigDecimal number, BigDecimal bound) {
        return number.compareTo(bound) > 0;
    }
}
