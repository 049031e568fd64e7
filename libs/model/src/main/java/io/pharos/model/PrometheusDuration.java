package io.pharos.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: units from years to milliseconds, each once and in order; a year is 365 days. */
public final class PrometheusDuration {
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,18})y)?(?:(\\d{1,18})w)?(?:(\\d{1,18})d)?(?:(\\d{1,18})h)?(?:(\\d{1,18})m)?(?:(\\d{1,18})s)?(?:(\\d{1,18})ms)?");
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final long LONGEST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private PrometheusDuration() {}

    /** The duration, or empty where the text is none or is longer than 292 years. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher units = FORM.matcher(text);
        return text.isEmpty() || !units.matches() ? Optional.empty() : sum(units);
    }

    private static Optional<Duration> sum(Matcher units) {
        try {
            long total = 0;
            for (int i = 0; i < MILLIS.length; i++) {
                String count = units.group(i + 1);
                long millis = count == null ? 0 : Math.multiplyExact(Long.parseLong(count), MILLIS[i]);
                total = Math.addExact(total, millis);
            }
            return total > LONGEST_MILLIS ? Optional.empty() : Optional.of(Duration.ofMillis(total));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The shortest text of a duration in whole milliseconds; years, weeks and days only where nothing is left over. */
    public static String print(Duration duration) {
        long left = Math.abs(duration.toMillis());
        if (left == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder(duration.isNegative() ? "-" : "");
        for (int i = 0; i < MILLIS.length; i++) {
            boolean fits = i > 2 || left % MILLIS[i] == 0;
            long count = fits ? left / MILLIS[i] : 0;
            if (count > 0) {
                out.append(count).append(UNITS[i]);
                left -= count * MILLIS[i];
            }
        }
        return out.toString();
    }
}
