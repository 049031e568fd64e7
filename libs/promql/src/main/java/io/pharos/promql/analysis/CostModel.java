package io.pharos.promql.analysis;

import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Estimates how many samples an engine reads for a query: for each selector, its series times its evaluations times
 * the samples of one evaluation (range over scrape interval, one for an instant selector). An upper estimate, since
 * engines reuse what overlapping ranges share; it saturates and never overflows.
 */
public record CostModel(Duration scrapeInterval, ToLongFunction<VectorSelector> series) {
    public CostModel {
        if (!scrapeInterval.isPositive()) {
            throw new IllegalArgumentException("a scrape interval is positive");
        }
    }

    /** With one series a selector, which compares the shape of queries and not the size of their data. */
    public static CostModel perSeries(Duration scrapeInterval) {
        return new CostModel(scrapeInterval, selector -> 1);
    }

    public long samples(Analysis analysis) {
        return samples(analysis.selectors());
    }

    /** Over some of a query's selectors, where others are exempt. */
    public long samples(List<SelectorUse> uses) {
        long total = 0;
        for (SelectorUse use : uses) {
            long sum = total + samples(use);
            total = sum < 0 ? Long.MAX_VALUE : sum;
        }
        return total;
    }

    private long samples(SelectorUse use) {
        long perEvaluation = Math.max(1, use.range().dividedBy(scrapeInterval));
        long perSeries = Surroundings.saturated(use.evaluations(), perEvaluation);
        return Surroundings.saturated(Math.max(0, series.applyAsLong(use.selector())), perSeries);
    }
}
