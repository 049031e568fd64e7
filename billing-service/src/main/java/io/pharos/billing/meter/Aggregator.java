package io.pharos.billing.meter;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.period.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Aggregates the events of one group and period; their order matters only among events of the same time. */
record Aggregator(Period period, BigDecimal carriedOver) {
    private static final String OPERATION = "op";
    private static final String REMOVE = "remove";

    BigDecimal aggregate(Aggregation aggregation, List<UsageEvent> events) {
        List<UsageEvent> ordered =
                events.stream().sorted(Comparator.comparing(UsageEvent::time)).toList();
        return switch (aggregation) {
            case Aggregation.Count c -> BigDecimal.valueOf(ordered.size());
            case Aggregation.Sum s -> Decimals.sum(values(s.measure(), ordered));
            case Aggregation.Max m -> highest(values(m.measure(), ordered));
            case Aggregation.Min m -> lowest(values(m.measure(), ordered));
            case Aggregation.Mean m -> mean(values(m.measure(), ordered));
            case Aggregation.Latest l -> latest(l.measure(), ordered);
            case Aggregation.UniqueCount u -> unique(u.property(), ordered);
            case Aggregation.TimeWeightedSum t -> timeWeighted(t.change(), ordered);
            case Aggregation.Percentile p -> percentile(p, values(p.measure(), ordered));
        };
    }

    private static List<BigDecimal> values(Measure measure, List<UsageEvent> events) {
        return events.stream().map(measure::of).toList();
    }

    private static BigDecimal highest(List<BigDecimal> values) {
        return values.stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }

    private static BigDecimal lowest(List<BigDecimal> values) {
        return values.stream().min(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        return values.isEmpty()
                ? BigDecimal.ZERO
                : Decimals.sum(values).divide(BigDecimal.valueOf(values.size()), Decimals.WORKING);
    }

    private static BigDecimal latest(Measure measure, List<UsageEvent> ordered) {
        return ordered.isEmpty() ? BigDecimal.ZERO : measure.of(ordered.getLast());
    }

    private static BigDecimal unique(String property, List<UsageEvent> ordered) {
        Set<String> present = new HashSet<>();
        for (UsageEvent event : ordered) {
            boolean removed = event.property(OPERATION).filter(REMOVE::equals).isPresent();
            event.property(property).ifPresent(value -> {
                if (removed) {
                    present.remove(value);
                } else {
                    present.add(value);
                }
            });
        }
        return BigDecimal.valueOf(present.size());
    }

    private BigDecimal timeWeighted(Measure change, List<UsageEvent> ordered) {
        BigDecimal level = carriedOver;
        BigDecimal levelSeconds = BigDecimal.ZERO;
        Instant since = period.from();
        for (UsageEvent event : ordered) {
            levelSeconds = levelSeconds.add(level.multiply(seconds(since, event.time())));
            level = level.add(change.of(event));
            since = event.time();
        }
        levelSeconds = levelSeconds.add(level.multiply(seconds(since, period.to())));
        return levelSeconds.divide(seconds(period.from(), period.to()), Decimals.WORKING);
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        Duration held = Duration.between(from, to);
        return BigDecimal.valueOf(held.getSeconds()).add(BigDecimal.valueOf(held.getNano(), 9));
    }

    private static BigDecimal percentile(Aggregation.Percentile p, List<BigDecimal> values) {
        if (values.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal position = Decimals.percent(p.percent(), BigDecimal.valueOf(values.size()));
        int rank = position.setScale(0, RoundingMode.CEILING).intValueExact();
        return values.stream().sorted().skip(rank - 1L).findFirst().orElseThrow();
    }
}
