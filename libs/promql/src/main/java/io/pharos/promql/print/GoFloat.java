package io.pharos.promql.print;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes numbers as Prometheus does, which is as Go does: the shortest digits that read back as the same number. */
public final class GoFloat {
    private static final int LARGEST_PLAIN_EXPONENT = 20;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private GoFloat() {}

    /** Without an exponent, however long that is. */
    public static String plain(double value) {
        StringBuilder out = new StringBuilder();
        appendPlain(out, value);
        return out.toString();
    }

    static void appendPlain(StringBuilder out, double value) {
        if (value == (int) value && !isNegativeZero(value)) {
            out.append((int) value);
        } else if (Double.isFinite(value)) {
            out.append(isNegativeZero(value) ? "-0" : withoutZeros(shortest(value)));
        } else {
            out.append(special(value));
        }
    }

    /** With an exponent where the number is very large or small. */
    static String general(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return plain(value);
        }
        BigDecimal digits = shortest(value).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            return plain(value);
        }
        String mantissa = digits.movePointLeft(exponent).toPlainString();
        String sign = exponent < 0 ? "-" : "+";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return mantissa + "e" + sign + power;
    }

    /** With six decimals. */
    public static String sixDecimals(double value) {
        return Double.isFinite(value) ? rounded(value, 6) : special(value);
    }

    /** A number of milliseconds, in seconds with three decimals. */
    static String secondsOf(long millis) {
        return rounded(millis / 1000.0, 3);
    }

    private static String rounded(double value, int decimals) {
        String text =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return value < 0 && !text.startsWith("-") ? "-" + text : text;
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "+Inf" : "-Inf";
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    private static BigDecimal shortest(double value) {
        return new BigDecimal(Double.toString(value));
    }

    private static String withoutZeros(BigDecimal digits) {
        return digits.stripTrailingZeros().toPlainString();
    }
}
