package io.pharos.promql.check;

import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All functions of Prometheus 3, and what Prometheus 2 had beside, by name. A line is a signature; after the last argument {@code ?} says that it may be
 * left out, {@code *} that it may be given any number of times, {@code {0,9}} up to nine times.
 */
public final class Functions {
    private static final String SIGNATURES = """
            abs(vector): vector
            absent(vector): vector
            absent_over_time(matrix): vector
            acos(vector): vector
            acosh(vector): vector
            asin(vector): vector
            asinh(vector): vector
            atan(vector): vector
            atanh(vector): vector
            avg_over_time(matrix): vector
            ceil(vector): vector
            changes(matrix): vector
            clamp(vector, scalar, scalar): vector
            clamp_max(vector, scalar): vector
            clamp_min(vector, scalar): vector
            cos(vector): vector
            cosh(vector): vector
            count_over_time(matrix): vector
            day_of_month(vector?): vector
            day_of_week(vector?): vector
            day_of_year(vector?): vector
            days_in_month(vector?): vector
            deg(vector): vector
            delta(matrix): vector
            deriv(matrix): vector
            double_exponential_smoothing(matrix, scalar, scalar): vector experimental
            end(): scalar experimental
            exp(vector): vector
            first_over_time(matrix): vector
            floor(vector): vector
            histogram_avg(vector): vector
            histogram_count(vector): vector
            histogram_fraction(scalar, scalar, vector): vector
            histogram_quantile(scalar, vector): vector
            histogram_quantiles(vector, string, scalar, scalar{0,9}): vector experimental
            histogram_stddev(vector): vector
            histogram_stdvar(vector): vector
            histogram_sum(vector): vector
            holt_winters(matrix, scalar, scalar): vector
            hour(vector?): vector
            idelta(matrix): vector
            increase(matrix): vector
            info(vector, vector?): vector experimental
            irate(matrix): vector
            label_join(vector, string, string, string*): vector
            label_replace(vector, string, string, string, string): vector
            last_over_time(matrix): vector
            ln(vector): vector
            log10(vector): vector
            log2(vector): vector
            mad_over_time(matrix): vector experimental
            max_of(scalar, scalar): scalar experimental
            max_over_time(matrix): vector
            min_of(scalar, scalar): scalar experimental
            min_over_time(matrix): vector
            minute(vector?): vector
            month(vector?): vector
            pi(): scalar
            predict_linear(matrix, scalar): vector
            present_over_time(matrix): vector
            quantile_over_time(scalar, matrix): vector
            rad(vector): vector
            range(): scalar experimental
            rate(matrix): vector
            resets(matrix): vector
            round(vector, scalar?): vector
            scalar(vector): scalar
            sgn(vector): vector
            sin(vector): vector
            sinh(vector): vector
            sort(vector): vector
            sort_by_label(vector, string*): vector experimental
            sort_by_label_desc(vector, string*): vector experimental
            sort_desc(vector): vector
            sqrt(vector): vector
            start(): scalar experimental
            start_timestamp(vector): vector experimental
            stddev_over_time(matrix): vector
            stdvar_over_time(matrix): vector
            step(): scalar experimental
            sum_over_time(matrix): vector
            tan(vector): vector
            tanh(vector): vector
            time(): scalar
            timestamp(vector): vector
            ts_of_first_over_time(matrix): vector experimental
            ts_of_last_over_time(matrix): vector experimental
            ts_of_max_over_time(matrix): vector experimental
            ts_of_min_over_time(matrix): vector experimental
            vector(scalar): vector
            year(vector?): vector
            """;

    private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*)\\): (\\w+)( experimental)?");
    private static final Pattern REPEATED = Pattern.compile("(\\w+)(?:(\\?)|(\\*)|\\{0,(\\d+)})?");

    private static final Map<String, Function> BY_NAME = SIGNATURES
            .lines()
            .map(Functions::read)
            .collect(Collectors.toUnmodifiableMap(Function::name, UnaryOperator.identity()));

    private Functions() {}

    /** The function of that name; names are in lower case. */
    public static Optional<Function> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every function, in no order. */
    public static Collection<Function> all() {
        return BY_NAME.values();
    }

    private static Function read(String line) {
        Matcher signature = match(LINE, line);
        List<ValueType> types = new ArrayList<>();
        int variadic = 0;
        String[] arguments = signature.group(2).isEmpty()
                ? new String[0]
                : signature.group(2).split(", ");
        for (String argument : arguments) {
            Matcher parts = match(REPEATED, argument);
            types.add(type(parts.group(1)));
            variadic = variadic(parts);
        }
        return new Function(signature.group(1), types, variadic, type(signature.group(3)), signature.group(4) != null);
    }

    private static int variadic(Matcher argument) {
        if (argument.group(2) != null) {
            return 1;
        }
        if (argument.group(3) != null) {
            return -1;
        }
        return argument.group(4) == null ? 0 : Integer.parseInt(argument.group(4));
    }

    private static ValueType type(String id) {
        return ValueType.valueOf(id.toUpperCase(Locale.ROOT));
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a signature: " + text);
        }
        return matcher;
    }
}
