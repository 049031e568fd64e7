package io.pharos.promql.parse;

import io.pharos.promql.lex.GoQuote;
import java.util.Locale;

/** Reads numbers as Go does: decimal, hexadecimal, octal by a leading zero, underscores between digits. */
final class GoNumber {
    /** A number that cannot be read; the message is Go's, and so is the value to go on with. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final double value;

        Invalid(String function, String text, String problem, double value) {
            super("strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + problem, null, false, false);
            this.value = value;
        }

        double value() {
            return value;
        }
    }

    private GoNumber() {}

    static double parse(String text) throws Invalid {
        String digits = withoutUnderscores(text);
        int base = base(digits);
        String significant = digits.substring(prefixLength(base));
        if (isInteger(significant, base)) {
            try {
                return Long.parseLong(significant, base);
            } catch (NumberFormatException e) {
                return parseFloat(text, digits, base);
            }
        }
        return parseFloat(text, digits, base);
    }

    /** A count without a sign. */
    static long parseUnsigned(String text) throws Invalid {
        if (!isInteger(text, 10)) {
            throw new Invalid("ParseUint", text, "invalid syntax", 0);
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new Invalid("ParseUint", text, "value out of range", -1);
        }
    }

    private static double parseFloat(String text, String digits, int base) throws Invalid {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {}
        }
        double value = base == 16 ? Double.NaN : floatOrNaN(digits);
        if (Double.isNaN(value)) {
            throw new Invalid("ParseFloat", text, "invalid syntax", 0);
        }
        if (Double.isInfinite(value)) {
            throw new Invalid("ParseFloat", text, "value out of range", value);
        }
        return value;
    }

    private static double floatOrNaN(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static int base(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return Character.toLowerCase(digits.charAt(1)) == 'x' && digits.length() > 2 ? 16 : 8;
    }

    private static int prefixLength(int base) {
        return switch (base) {
            case 16 -> 2;
            case 8 -> 1;
            default -> 0;
        };
    }

    private static boolean isInteger(String digits, int base) {
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), base) < 0) {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    /** The text without its underscores, or unchanged, and so no number, where one is out of place. */
    private static String withoutUnderscores(String text) {
        if (text.indexOf('_') < 0) {
            return text;
        }
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean afterPrefix = hexadecimal && i == 2;
            boolean between = i > 0
                    && i + 1 < text.length()
                    && (afterPrefix || isDigit(text.charAt(i - 1), hexadecimal))
                    && isDigit(text.charAt(i + 1), hexadecimal);
            if (!between) {
                return text;
            }
        }
        return text.replace("_", "");
    }

    private static boolean isDigit(char c, boolean hexadecimal) {
        return Character.digit(c, hexadecimal ? 16 : 10) >= 0;
    }
}
