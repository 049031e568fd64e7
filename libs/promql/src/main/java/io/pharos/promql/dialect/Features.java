package io.pharos.promql.dialect;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of what came when. A line is a name, the release of Prometheus that first had it, the switch it is behind
 * (with the release that made it stable), the release that took it out, and {@code no-vm} where VictoriaMetrics lacks it or means something else by
 * it. What is not in the table, every engine knows.
 */
final class Features {
    static final String QUOTED_NAMES = "quoted metric and label names";
    static final String NUMERIC_DURATIONS = "durations as numbers";
    static final String AT = "the @ modifier";
    static final String NEGATIVE_OFFSET = "a negative offset";
    static final String DURATION_EXPRESSIONS = "arithmetic in durations";
    static final String FILL = "the fill modifiers";

    private static final String TABLE = """
            acos(): 2.31
            acosh(): 2.31
            asin(): 2.31
            asinh(): 2.31
            atan(): 2.31
            atanh(): 2.31
            clamp(): 2.26
            cos(): 2.31
            cosh(): 2.31
            day_of_year(): 2.36
            deg(): 2.31
            double_exponential_smoothing(): 3.0 promql-experimental-functions no-vm
            end(): 3.12 promql-experimental-functions
            first_over_time(): 3.7 promql-experimental-functions until 3.14
            histogram_avg(): 2.51
            histogram_count(): 2.40 no-vm
            histogram_fraction(): 2.40
            histogram_quantiles(): 3.11 promql-experimental-functions no-vm
            histogram_stddev(): 2.48
            histogram_stdvar(): 2.48
            histogram_sum(): 2.40 no-vm
            holt_winters(): 1.0 before 3.0
            info(): 2.55 promql-experimental-functions no-vm
            last_over_time(): 2.26
            mad_over_time(): 2.49 promql-experimental-functions
            max_of(): 3.13 promql-experimental-functions no-vm
            min_of(): 3.13 promql-experimental-functions no-vm
            pi(): 2.31
            present_over_time(): 2.29
            rad(): 2.31
            range(): 3.12 promql-experimental-functions no-vm
            sgn(): 2.26
            sin(): 2.31
            sinh(): 2.31
            sort_by_label(): 2.49 promql-experimental-functions
            sort_by_label_desc(): 2.49 promql-experimental-functions
            start(): 3.12 promql-experimental-functions
            start_timestamp(): 3.14 promql-experimental-functions no-vm
            step(): 3.12 promql-experimental-functions
            tan(): 2.31
            tanh(): 2.31
            ts_of_first_over_time(): 3.7 promql-experimental-functions no-vm
            ts_of_last_over_time(): 3.5 promql-experimental-functions no-vm
            ts_of_max_over_time(): 3.5 promql-experimental-functions no-vm
            ts_of_min_over_time(): 3.5 promql-experimental-functions no-vm
            limitk: 2.54 promql-experimental-functions
            limit_ratio: 2.54 promql-experimental-functions no-vm
            atan2: 2.31
            </: 3.11 no-vm
            >/: 3.11 no-vm
            the fill modifiers: 3.10 promql-binop-fill-modifiers no-vm
            anchored: 3.7 promql-extended-range-selectors no-vm
            smoothed: 3.7 promql-extended-range-selectors no-vm
            arithmetic in durations: 3.4 promql-duration-expr until 3.14 no-vm
            step() in a duration: 3.6 promql-duration-expr until 3.14 no-vm
            range() in a duration: 3.10 promql-duration-expr until 3.14 no-vm
            min_of() in a duration: 3.13 promql-duration-expr until 3.14 no-vm
            max_of() in a duration: 3.13 promql-duration-expr until 3.14 no-vm
            the @ modifier: 2.33
            a negative offset: 2.33
            durations as numbers: 2.54
            quoted metric and label names: 3.0
            """;

    private static final Pattern LINE = Pattern.compile(
            "(.+): (\\d+\\.\\d+)(?: (promql-[a-z-]+)(?: until (\\d+\\.\\d+))?)?(?: before (\\d+\\.\\d+))?( no-vm)?");

    private static final Map<String, Feature> BY_NAME = TABLE.lines()
            .map(Features::read)
            .collect(Collectors.toUnmodifiableMap(Feature::name, UnaryOperator.identity()));

    private Features() {}

    /** The feature of that name, or empty where every engine knows it. */
    static Optional<Feature> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Feature read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a feature: " + line);
        }
        return new Feature(
                parts.group(1),
                Version.parse(parts.group(2)),
                parts.group(3) == null
                        ? null
                        : EngineSwitch.parse(parts.group(3)).orElseThrow(),
                version(parts.group(4)),
                version(parts.group(5)),
                parts.group(6) == null);
    }

    private static @Nullable Version version(@Nullable String text) {
        return text == null ? null : Version.parse(text);
    }
}
