package io.pharos.gateway.metering;

import io.pharos.model.Dialect;
import io.pharos.model.Problem;
import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.CostModel;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import java.time.Duration;

/**
 * How many samples a query would read, by its shape: as if each selector matched one series that is scraped at one
 * interval. Good for comparing queries, too low for those that match many series.
 */
public final class SampleEstimate {
    private final CostModel model;

    public SampleEstimate(Duration scrapeInterval) {
        this.model = CostModel.perSeries(scrapeInterval);
    }

    /** How it is calculated. */
    public CostModel model() {
        return model;
    }

    /** The estimate; zero for a query at the edges of time, where it cannot be calculated. */
    public long of(Expr query, Window window) {
        try {
            return model.samples(Analysis.of(query, window));
        } catch (ArithmeticException | Problem incalculable) {
            return 0;
        }
    }

    /** How to count a query on an engine of that dialect; {@code shown} is whether its client asked for statistics. */
    public Counting counting(Dialect dialect, boolean shown, Expr query, Window window) {
        return switch (dialect.family()) {
            case PROMETHEUS -> new Counting.ByEngine(shown, () -> of(query, window));
            case VICTORIAMETRICS, MIMIR -> new Counting.ByEstimate(() -> of(query, window));
        };
    }
}
