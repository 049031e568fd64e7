package io.pharos.billing.usage;

import io.pharos.billing.meter.Aggregation;
import io.pharos.billing.meter.Filter;
import io.pharos.billing.meter.Measure;
import io.pharos.billing.meter.MeterDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A meter as SQL: over added-up hours where they tell enough, else over the events themselves. Means come as a sum and
 * a count, divided outside, so that both ways are exact. Names of properties were held to letters, digits and
 * underscores when the meter was made; values are parameters.
 */
record MeterSql(MeterDefinition meter, List<String> groupBy) {
    /** The columns of hours and events by which every meter can be grouped. */
    static final List<String> COLUMNS = List.of("service_id", "user_id");

    /** Whether the hours tell this meter's quantity. */
    boolean fromHours() {
        return hourly().isPresent() && meter.meter().filters().isEmpty() && COLUMNS.containsAll(groupBy);
    }

    /** Over rows of hours. */
    String ofHours() {
        return hourly().orElseThrow();
    }

    /** Over rows of events: the sum, and the count to divide it by or null. */
    String ofEvents() {
        return switch (meter.meter().aggregation()) {
            case Aggregation.Count _ -> "count(*)::numeric as total, null::numeric as parts";
            case Aggregation.Sum a -> "sum(" + value(a.measure()) + ") as total, null::numeric as parts";
            case Aggregation.Max a -> "max(" + value(a.measure()) + ") as total, null::numeric as parts";
            case Aggregation.Min a -> "min(" + value(a.measure()) + ") as total, null::numeric as parts";
            case Aggregation.Mean a ->
                "sum(" + value(a.measure()) + ") as total, count(" + value(a.measure()) + ")::numeric as parts";
            case Aggregation.Latest a ->
                "(array_agg(%s order by event_time desc, stored_at desc, key desc))[1] as total, null::numeric as parts"
                        .formatted(value(a.measure()));
            case Aggregation.UniqueCount _ ->
                "count(*) filter (where last and not removed)::numeric as total, null::numeric as parts";
            case Aggregation.Percentile a ->
                "percentile_disc(%s::numeric / 100) within group (order by %s) as total, null::numeric as parts"
                        .formatted(a.percent().toPlainString(), value(a.measure()));
            case Aggregation.TimeWeightedSum a ->
                "sum(%s * extract(epoch from $4 - event_time)) as total, max(extract(epoch from $4 - $3)) as parts"
                        .formatted(value(a.change()));
        };
    }

    /** The rows of events: as they are, or each marked whether it is the last of its value. */
    String events() {
        String filters = filters();
        if (!(meter.meter().aggregation() instanceof Aggregation.UniqueCount unique)) {
            return "select * from usage_event where " + filters;
        }
        String property = property(unique.property());
        return """
                select *, coalesce(properties ->> 'op', '') = 'remove' as removed,
                    row_number() over (partition by %s %s order by event_time desc, stored_at desc, key desc) = 1 as last
                from usage_event where %s and %s is not null
                """.formatted(property, windowed(), filters, property);
    }

    /** What the changes of a level before the period add up to; the values of the filters from {@code $5} on. */
    String before() {
        Measure measure = meter.measure().orElseThrow();
        return "select coalesce(sum(" + value(measure) + "), 0) as total from usage_event"
                + " where tenant_id = $1 and resource_type = $2 and event_time < $3 and stored_at <= $4" + filters(5);
    }

    /** The columns that are grouped by, each with its name. */
    String groups() {
        return groupBy.stream()
                .map(name -> ", coalesce(" + property(name) + ", '') as " + quoted(name))
                .collect(Collectors.joining());
    }

    /** The values of the filters, as parameters, in order. */
    List<Object> parameters() {
        List<Object> values = new ArrayList<>();
        for (Filter filter : meter.meter().filters()) {
            values.add(filter.values().stream().sorted().toArray(String[]::new));
        }
        return values;
    }

    private String windowed() {
        String groups = groupBy.stream().map(g -> ", " + property(g)).collect(Collectors.joining());
        return ", date_trunc($6, event_time, $7)" + groups;
    }

    private String filters() {
        return "tenant_id = $1 and resource_type = $2 and event_time >= $3 and event_time < $4 and stored_at <= $5"
                + filters(8);
    }

    private String filters(int firstParameter) {
        StringBuilder where = new StringBuilder();
        int next = firstParameter;
        for (Filter filter : meter.meter().filters()) {
            where.append(" and ")
                    .append(property(filter.property()))
                    .append(" = any($")
                    .append(next++)
                    .append(")");
        }
        return where.toString();
    }

    private Optional<String> hourly() {
        return switch (meter.meter().aggregation()) {
            case Aggregation.Count _ -> Optional.of("sum(events) as total, null::numeric as parts");
            case Aggregation.Sum a -> summed(a.measure()).map(sum -> sum + " as total, null::numeric as parts");
            case Aggregation.Mean a -> summed(a.measure()).map(sum -> sum + " as total, sum(events) as parts");
            case Aggregation.Max a -> ofQuantity(a.measure(), "max(highest) as total, null::numeric as parts");
            case Aggregation.Min a -> ofQuantity(a.measure(), "min(lowest) as total, null::numeric as parts");
            case Aggregation.Latest _,
                    Aggregation.UniqueCount _,
                    Aggregation.TimeWeightedSum _,
                    Aggregation.Percentile _ -> Optional.empty();
        };
    }

    private static Optional<String> summed(Measure measure) {
        return switch (measure) {
            case Measure.Quantity _ -> Optional.of("sum(quantity)");
            case Measure.Property p when p.name().equals("duration_ms") -> Optional.of("sum(duration_ms)");
            case Measure.Property _ -> Optional.empty();
        };
    }

    private static Optional<String> ofQuantity(Measure measure, String sql) {
        return measure instanceof Measure.Quantity ? Optional.of(sql) : Optional.empty();
    }

    private static String value(Measure measure) {
        return switch (measure) {
            case Measure.Quantity _ -> "quantity";
            case Measure.Property p when p.name().equals("duration_ms") -> "duration_ms::numeric";
            case Measure.Property p -> "usage_number(" + property(p.name()) + ")";
        };
    }

    /** An event's property or column as text. */
    private static String property(String name) {
        return MeterDefinition.isColumn(name) ? name + "::text" : "(properties ->> '" + name + "')";
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
