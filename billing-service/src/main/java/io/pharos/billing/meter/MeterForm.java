package io.pharos.billing.meter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a meter aggregates, as JSON has it: {@code aggregation} (count, sum, max, min, mean, latest, unique_count,
 * weighted_sum, percentile), {@code value} (quantity or a property), {@code percent}, {@code filters} (property to
 * values), {@code group_by}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeterForm(
        String aggregation,
        @Nullable String value,
        @Nullable BigDecimal percent,
        @Nullable Map<String, Set<String>> filters,
        @Nullable List<String> groupBy) {
    private static final String QUANTITY = "quantity";

    static MeterForm of(Meter meter) {
        Map<String, Set<String>> filters = meter.filters().stream()
                .collect(Collectors.toMap(Filter::property, f -> new TreeSet<>(f.values()), (a, b) -> b, TreeMap::new));
        return switch (meter.aggregation()) {
            case Aggregation.Count _ -> form("count", null, null, filters, meter);
            case Aggregation.Sum a -> form("sum", name(a.measure()), null, filters, meter);
            case Aggregation.Max a -> form("max", name(a.measure()), null, filters, meter);
            case Aggregation.Min a -> form("min", name(a.measure()), null, filters, meter);
            case Aggregation.Mean a -> form("mean", name(a.measure()), null, filters, meter);
            case Aggregation.Latest a -> form("latest", name(a.measure()), null, filters, meter);
            case Aggregation.UniqueCount a -> form("unique_count", a.property(), null, filters, meter);
            case Aggregation.TimeWeightedSum a -> form("weighted_sum", name(a.change()), null, filters, meter);
            case Aggregation.Percentile a -> form("percentile", name(a.measure()), a.percent(), filters, meter);
        };
    }

    Meter meter(String code) {
        List<Filter> all = filters == null
                ? List.of()
                : filters.entrySet().stream()
                        .map(f -> new Filter(f.getKey(), f.getValue()))
                        .toList();
        return new Meter(code, parsed(), all, groupBy == null ? List.of() : groupBy);
    }

    private Aggregation parsed() {
        return switch (aggregation) {
            case "count" -> new Aggregation.Count();
            case "sum" -> new Aggregation.Sum(measure());
            case "max" -> new Aggregation.Max(measure());
            case "min" -> new Aggregation.Min(measure());
            case "mean" -> new Aggregation.Mean(measure());
            case "latest" -> new Aggregation.Latest(measure());
            case "unique_count" -> new Aggregation.UniqueCount(property());
            case "weighted_sum" -> new Aggregation.TimeWeightedSum(measure());
            case "percentile" -> percentile();
            default ->
                throw malformed("Give 'aggregation' as one of count, sum, max, min, mean, latest, unique_count,"
                        + " weighted_sum, percentile.");
        };
    }

    private Aggregation percentile() {
        if (percent == null || percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw malformed("Give 'percent' above 0 and at most 100.");
        }
        return new Aggregation.Percentile(measure(), percent);
    }

    private Measure measure() {
        return value == null || value.equals(QUANTITY) ? new Measure.Quantity() : new Measure.Property(value);
    }

    private String property() {
        if (value == null || value.equals(QUANTITY)) {
            throw malformed("Give 'value' as the property whose values are counted.");
        }
        return value;
    }

    private static MeterForm form(
            String aggregation,
            @Nullable String value,
            @Nullable BigDecimal percent,
            Map<String, Set<String>> filters,
            Meter meter) {
        return new MeterForm(
                aggregation,
                value,
                percent,
                filters.isEmpty() ? null : filters,
                meter.groupBy().isEmpty() ? null : meter.groupBy());
    }

    private static String name(Measure measure) {
        return switch (measure) {
            case Measure.Quantity _ -> QUANTITY;
            case Measure.Property p -> p.name();
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "meter.malformed-aggregation", detail);
    }
}
