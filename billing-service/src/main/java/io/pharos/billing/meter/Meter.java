package io.pharos.billing.meter;

import io.pharos.billing.period.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is counted: the events that all filters let through, aggregated in groups by the values of properties.
 * A pure recomputation: the same set of events gives the same quantities in any order.
 */
public record Meter(String code, Aggregation aggregation, List<Filter> filters, List<String> groupBy) {
    public Meter {
        filters = List.copyOf(filters);
        groupBy = List.copyOf(groupBy);
    }

    public Meter(String code, Aggregation aggregation) {
        this(code, aggregation, List.of(), List.of());
    }

    /** The period's quantity over all groups. */
    public BigDecimal quantity(List<UsageEvent> events, Period period) {
        return quantity(events, period, BigDecimal.ZERO);
    }

    /** The period's quantity where a level was carried over into it. */
    public BigDecimal quantity(List<UsageEvent> events, Period period, BigDecimal carriedOver) {
        List<UsageEvent> counted =
                events.stream().filter(e -> counts(e, period)).toList();
        return new Aggregator(period, carriedOver).aggregate(aggregation, counted);
    }

    /** The quantity of each group, by the values of the properties grouped by; a missing property counts as empty. */
    public Map<List<String>, BigDecimal> byGroup(List<UsageEvent> events, Period period) {
        Map<List<String>, List<UsageEvent>> groups = events.stream()
                .filter(e -> counts(e, period))
                .collect(Collectors.groupingBy(this::group, LinkedHashMap::new, Collectors.toList()));
        Map<List<String>, BigDecimal> quantities = new TreeMap<>(Comparator.comparing(Object::toString));
        Aggregator aggregator = new Aggregator(period, BigDecimal.ZERO);
        groups.forEach((group, members) -> quantities.put(group, aggregator.aggregate(aggregation, members)));
        return quantities;
    }

    private boolean counts(UsageEvent event, Period period) {
        return period.holds(event.time()) && filters.stream().allMatch(f -> f.admits(event));
    }

    private List<String> group(UsageEvent event) {
        return groupBy.stream().map(name -> event.property(name).orElse("")).toList();
    }
}
