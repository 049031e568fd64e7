package io.pharos.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names metrics, by the rules of Prometheus's package otlptranslator. */
final class MetricNames {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("d", "days"),
            Map.entry("h", "hours"),
            Map.entry("min", "minutes"),
            Map.entry("s", "seconds"),
            Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("By", "bytes"),
            Map.entry("KiBy", "kibibytes"),
            Map.entry("MiBy", "mebibytes"),
            Map.entry("GiBy", "gibibytes"),
            Map.entry("TiBy", "tibibytes"),
            Map.entry("KBy", "kilobytes"),
            Map.entry("MBy", "megabytes"),
            Map.entry("GBy", "gigabytes"),
            Map.entry("TBy", "terabytes"),
            Map.entry("m", "meters"),
            Map.entry("V", "volts"),
            Map.entry("A", "amperes"),
            Map.entry("J", "joules"),
            Map.entry("W", "watts"),
            Map.entry("g", "grams"),
            Map.entry("Cel", "celsius"),
            Map.entry("Hz", "hertz"),
            Map.entry("1", ""),
            Map.entry("%", "percent"));
    private static final Map<String, String> PER_UNITS =
            Map.of("s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y", "year");
    private static final String TOTAL = "total";
    private static final String RATIO = "ratio";

    private final TranslationStrategy strategy;

    MetricNames(TranslationStrategy strategy) {
        this.strategy = strategy;
    }

    /** The unit as it stands in names: the main one and the one it is counted per, each may be empty. */
    record UnitName(String main, String per) {
        static UnitName of(String unit) {
            String[] parts = unit.split("/", 2);
            String main = parts[0].strip();
            String per = parts.length > 1 ? parts[1].strip() : "";
            return new UnitName(
                    main.isEmpty() || main.indexOf('{') >= 0 ? "" : UNITS.getOrDefault(main, main),
                    per.isEmpty() || per.indexOf('{') >= 0 ? "" : "per_" + PER_UNITS.getOrDefault(per, per));
        }
    }

    /** The metric's name; empty where nothing of it is left. */
    String of(String name, String unit, MetricKind kind) {
        if (!strategy.escapes()) {
            return strategy.suffixes() ? suffixed(name, unit, kind) : name;
        }
        String escaped =
                strategy.suffixes() ? String.join("_", tokens(name, unit, kind)) : String.join("_", words(name, true));
        boolean nothing = !escaped.equals(name) && escaped.chars().allMatch(c -> c == '_');
        return nothing ? "" : afterDigit(escaped);
    }

    private static List<String> tokens(String name, String unit, MetricKind kind) {
        List<String> tokens = new ArrayList<>(words(name, false));
        UnitName unitName = UnitName.of(unit);
        String per = String.join("_", words(unitName.per(), false));
        add(tokens, String.join("_", words(unitName.main(), false)));
        add(tokens, per.equals("per") ? "" : per);
        if (kind == MetricKind.COUNTER) {
            moveToEnd(tokens, TOTAL);
        }
        if (unit.equals("1") && kind == MetricKind.GAUGE) {
            moveToEnd(tokens, RATIO);
        }
        return tokens;
    }

    private static void add(List<String> tokens, String suffix) {
        if (!suffix.isEmpty() && !tokens.contains(suffix)) {
            tokens.add(suffix);
        }
    }

    private static void moveToEnd(List<String> tokens, String token) {
        tokens.removeIf(token::equals);
        tokens.add(token);
    }

    /** The runs of characters that a name may have; underscores stay only where they are said to. */
    private static List<String> words(String text, boolean underscores) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isAllowed(text.charAt(i), underscores)) {
                if (i > from) {
                    words.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }

    private static boolean isAllowed(char c, boolean underscores) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == ':'
                || underscores && c == '_';
    }

    private static String afterDigit(String name) {
        return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9' ? "_" + name : name;
    }

    private static String suffixed(String name, String unit, MetricKind kind) {
        UnitName unitName = UnitName.of(unit);
        String base = name;
        String end = "";
        if (unit.equals("1") && kind == MetricKind.GAUGE) {
            base = without(base, RATIO);
            end = "_" + RATIO;
        }
        if (kind == MetricKind.COUNTER) {
            base = without(base, TOTAL);
            end = "_" + TOTAL;
        }
        if (!unitName.per().isEmpty()) {
            base = without(base, unitName.per());
            end = "_" + unitName.per() + end;
        }
        boolean named = unitName.main().isEmpty() || base.endsWith(unitName.main());
        return named ? base + end : base + "_" + unitName.main() + end;
    }

    /** Without that ending and the character before it. */
    private static String without(String name, String ending) {
        boolean has = name.endsWith(ending) && name.length() > ending.length() + 1;
        return has ? name.substring(0, name.length() - ending.length() - 1) : name;
    }

    /** A label's name; empty where nothing of it is left. */
    String label(String name) {
        if (!strategy.escapes() || name.isEmpty()) {
            return name;
        }
        StringBuilder escaped = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> escaped.append(c < 0x80 && c != ':' && isAllowed((char) c, true) ? (char) c : '_'));
        if (escaped.charAt(0) >= '0' && escaped.charAt(0) <= '9') {
            return "key_" + escaped;
        }
        return escaped.charAt(0) == '_' && (escaped.length() == 1 || escaped.charAt(1) != '_')
                ? "key" + escaped
                : escaped.toString();
    }
}
