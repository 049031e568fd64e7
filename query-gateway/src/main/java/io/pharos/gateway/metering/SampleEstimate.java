package io.pharos.gateway.metering;

import io.pharos.model.Problem;
import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.CostModel;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import java.time.Duration;

/**
 * How many samples a query would read, by its shape: as if each selector matched one series that is scraped at one
 * interval. Good for comparing queries; what they really read is learned from the engine's answers.
 */
public final class SampleEstimate {
    private final CostModel model;
    private final LearnedRatios learned = new LearnedRatios();

    public SampleEstimate(Duration scrapeInterval) {
        this.model = CostModel.perSeries(scrapeInterval);
    }

    /** How it is calculated. */
    public CostModel model() {
        return model;
    }

    /** The samples by shape; zero for a query at the edges of time, where it cannot be calculated. */
    long byShape(Expr query, Window window) {
        try {
            return model.samples(Analysis.selectors(query, window));
        } catch (ArithmeticException | Problem incalculable) {
            return 0;
        }
    }

    /** The estimate for a query; {@code text} is its enforced text, under which it is remembered. */
    public Estimate of(String text, Expr query, Window window) {
        return new Estimate(() -> byShape(query, window), text, learned);
    }

    /** The estimate for stored samples over a stretch of time, read once. */
    public Estimate ofStored(String text, Duration length) {
        return new Estimate(() -> 1 + length.dividedBy(model.scrapeInterval()), text, learned);
    }
}
