package io.pharos.alert.backtest;

import io.pharos.alert.evaluate.Comparison;
import io.pharos.alert.evaluate.Hoisting;
import io.pharos.alert.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule as it is, and its variants: each other {@code for} with each other threshold. A threshold can be varied where
 * the query is a comparison with a number.
 */
record Sweep(List<Duration> holds, List<Double> thresholds) {
    /** A rule with one {@code for} and one threshold; null where the query has none that could be varied. */
    record Variant(Rule.Alerting rule, @Nullable Comparison threshold) {}

    Sweep {
        holds = List.copyOf(holds);
        thresholds = List.copyOf(thresholds);
    }

    /** The variants, of which the first is the rule itself. */
    List<Variant> of(Rule.Alerting rule) {
        Optional<Comparison> own = Hoisting.of(rule.expression().tree()).map(Hoisting.Hoisted::comparison);
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(rule, own.orElse(null)));
        List<Duration> allHolds = holds.isEmpty() ? List.of(rule.hold()) : holds;
        for (Duration hold : allHolds) {
            if (own.isEmpty() || thresholds.isEmpty()) {
                variants.add(new Variant(held(rule, hold), own.orElse(null)));
            } else {
                thresholds.forEach(threshold -> variants.add(
                        new Variant(held(rule, hold), new Comparison(own.get().op(), threshold))));
            }
        }
        return holds.isEmpty() && (thresholds.isEmpty() || own.isEmpty()) ? variants.subList(0, 1) : variants;
    }

    private static Rule.Alerting held(Rule.Alerting rule, Duration hold) {
        return new Rule.Alerting(
                rule.name(), rule.expression(), hold, rule.keepFiringFor(), rule.labels(), rule.annotations());
    }
}
