package io.pharos.billing.vectors;

import io.pharos.billing.meter.Aggregation;
import io.pharos.billing.meter.DistinctEvents;
import io.pharos.billing.meter.DuplicateRule;
import io.pharos.billing.meter.EventKey;
import io.pharos.billing.meter.Measure;
import io.pharos.billing.meter.Meter;
import io.pharos.billing.meter.UsageEvent;
import io.pharos.billing.period.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Vectors about making one quantity of many events. */
final class MeterCases {
    private static final Measure VALUE = new Measure.Property("value");

    private MeterCases() {}

    static Outcome aggregate(Params p) {
        List<UsageEvent> events = new ArrayList<>();
        p.objects("events").forEach(e -> events.add(event(p, e, events.size())));
        List<UsageEvent> distinct =
                DistinctEvents.of(events, DuplicateRule.FIRST_WINS).events();
        BigDecimal quantity =
                new Meter("m", aggregation(p)).quantity(distinct, period(p), p.decimalOr("carried_over", "0"));
        return Outcome.of(p.has("round") ? p.object("round").rounding("2").apply(quantity) : quantity);
    }

    /** Without {@code dedupe_by} every event of a vector is one of its own. */
    private static UsageEvent event(Params p, Params e, int number) {
        List<String> keys = p.texts("dedupe_by");
        String source = keys.contains("source") ? e.textOr("source", "") : "";
        String id = keys.isEmpty() ? "event " + number : e.textOr("id", "event " + number);
        return new UsageEvent(new EventKey(source, id), e.time("time"), BigDecimal.ONE, e.entries());
    }

    private static Period period(Params p) {
        return p.has("from")
                ? new Period(p.time("from"), p.time("to"))
                : new Period(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    }

    private static Aggregation aggregation(Params p) {
        return switch (p.text("aggregation")) {
            case "count" -> new Aggregation.Count();
            case "sum" -> new Aggregation.Sum(VALUE);
            case "max" -> new Aggregation.Max(VALUE);
            case "min" -> new Aggregation.Min(VALUE);
            case "avg", "mean", "average" -> new Aggregation.Mean(VALUE);
            case "latest", "last" -> new Aggregation.Latest(VALUE);
            case "unique_count", "count_unique" -> new Aggregation.UniqueCount("value");
            case "time_weighted_sum", "weighted_sum" -> new Aggregation.TimeWeightedSum(VALUE);
            case "percentile" -> new Aggregation.Percentile(VALUE, p.decimal("percentile"));
            default -> throw new IllegalArgumentException("unknown aggregation: " + p.text("aggregation"));
        };
    }
}
