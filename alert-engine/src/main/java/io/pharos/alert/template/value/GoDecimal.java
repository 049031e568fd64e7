package io.pharos.alert.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers with the verbs e, f and g of Go's {@code strconv.FormatFloat}. */
public final class GoDecimal {
    /** Asks for the fewest digits that read back as the same number. */
    public static final int SHORTEST = -1;

    private static final int SHORTEST_THRESHOLD = 6;

    private GoDecimal() {}

    /** What {@code %v} writes. */
    public static String of(double value) {
        return general(value, SHORTEST);
    }

    /** {@code %f}. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal digits = decimals == SHORTEST
                ? withoutZeros(shortest(value))
                : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return signed(value, digits.abs().toPlainString());
    }

    /** {@code %e}. */
    public static String exponential(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal digits = decimals == SHORTEST
                ? shortest(value).stripTrailingZeros()
                : new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        int scale = decimals == SHORTEST ? digits.precision() - 1 : decimals;
        return signed(value, withExponent(digits.abs(), scale));
    }

    /** {@code %g}: like e where the exponent is small or large, else like f, without zeros at the end. */
    public static String general(double value, int precision) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return signed(value, "0");
        }
        int digitsWanted = precision == 0 ? 1 : precision;
        BigDecimal digits = (precision == SHORTEST
                        ? shortest(value)
                        : new BigDecimal(value).round(new MathContext(digitsWanted, RoundingMode.HALF_EVEN)))
                .abs()
                .stripTrailingZeros();
        int exponent = exponent(digits);
        if (exponent < -4 || exponent >= threshold(digits, digitsWanted)) {
            return signed(value, withExponent(digits, digits.precision() - 1));
        }
        return signed(value, withoutZeros(digits).toPlainString());
    }

    private static int threshold(BigDecimal digits, int precision) {
        if (precision == SHORTEST) {
            return SHORTEST_THRESHOLD;
        }
        boolean whole = digits.precision() >= exponent(digits) + 1;
        return precision > digits.precision() && whole ? digits.precision() : precision;
    }

    private static String withExponent(BigDecimal digits, int scale) {
        int exponent = digits.signum() == 0 ? 0 : exponent(digits);
        String mantissa = digits.movePointLeft(exponent)
                .setScale(scale, RoundingMode.HALF_EVEN)
                .toPlainString();
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static int exponent(BigDecimal digits) {
        return digits.precision() - digits.scale() - 1;
    }

    private static BigDecimal shortest(double value) {
        return new BigDecimal(Double.toString(value));
    }

    private static BigDecimal withoutZeros(BigDecimal digits) {
        BigDecimal stripped = digits.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String signed(double value, String digits) {
        return Math.copySign(1, value) < 0 ? "-" + digits : digits;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
}
