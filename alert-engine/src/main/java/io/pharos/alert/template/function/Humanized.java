package io.pharos.alert.template.function;

import io.pharos.alert.template.value.GoDecimal;
import io.pharos.alert.template.value.Value;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Numbers for people, with four significant digits, as {@code template/template.go} of Prometheus writes them. */
final class Humanized {
    private static final int DIGITS = 4;
    private static final String[] LARGE = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] SMALL = {"", "m", "u", "n", "p", "f", "a", "z", "y"};
    private static final String[] BINARY = {"", "ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};

    private Humanized() {}

    static Map<String, TemplateFunction> functions() {
        return Map.of(
                "humanize", number(Humanized::decimal),
                "humanize1024", number(Humanized::binary),
                "humanizeDuration", number(Humanized::duration),
                "humanizePercentage", number(value -> digits(value * 100) + "%"));
    }

    private static TemplateFunction number(DoubleFunction<String> write) {
        return TemplateFunction.of(1, (args, _) -> new Value.Text(write.apply(args.number(0))));
    }

    static String digits(double value) {
        return GoDecimal.general(value, DIGITS);
    }

    private static String decimal(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return digits(value);
        }
        return Math.abs(value) >= 1 ? larger(value, 1000, LARGE) : smaller(value, "");
    }

    private static String binary(double value) {
        boolean plain = Math.abs(value) <= 1 || !Double.isFinite(value);
        return plain ? digits(value) : larger(value, 1024, BINARY);
    }

    private static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return digits(seconds);
        }
        if (seconds == 0) {
            return digits(seconds) + "s";
        }
        return Math.abs(seconds) >= 1 ? clock(seconds) : smaller(seconds, "s");
    }

    private static String clock(double value) {
        String sign = value < 0 ? "-" : "";
        double size = Math.abs(value);
        long all = (long) size;
        long days = all / 86_400;
        long hours = all / 3_600 % 24;
        long minutes = all / 60 % 60;
        long seconds = all % 60;
        if (days > 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (hours > 0) {
            return sign + hours + "h " + minutes + "m " + seconds + "s";
        }
        return sign + (minutes > 0 ? minutes + "m " + seconds : digits(size)) + "s";
    }

    private static String larger(double value, double step, String[] units) {
        int unit = 0;
        double left = value;
        while (unit < units.length - 1 && Math.abs(left) >= step) {
            left /= step;
            unit++;
        }
        return digits(left) + units[unit];
    }

    private static String smaller(double value, String suffix) {
        int unit = 0;
        double left = value;
        while (unit < SMALL.length - 1 && Math.abs(left) < 1) {
            left *= 1000;
            unit++;
        }
        return digits(left) + SMALL[unit] + suffix;
    }
}
