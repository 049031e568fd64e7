package io.pharos.tsdb.series;

import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.series.SeriesIndex;
import io.pharos.wire.series.SeriesLabels;

/**
 * One labelled request on its way into the count of a tenant's series.
 *
 * @param maxSeries this process's part of the tenant's limit
 * @param maxSeriesOfMetric the same of a metric's; 0 for no limit
 * @param now the millisecond in which it came
 */
public record SeriesBatch(
        SeriesIndex index,
        SeriesLabels labels,
        IngestLimits limits,
        int maxSeries,
        int maxSeriesOfMetric,
        CardGuard cards,
        SeriesRules rules,
        RejectionTally tally,
        long now) {
    public static SeriesBatch of(
            SeriesIndex index,
            SeriesLabels labels,
            IngestLimits limits,
            int shards,
            CardGuard cards,
            SeriesRules rules,
            RejectionTally tally,
            long now) {
        return new SeriesBatch(
                index,
                labels,
                limits,
                Math.max(1, limits.maxGlobalSeriesPerUser() / shards),
                limits.maxGlobalSeriesPerMetric() == 0 ? 0 : Math.max(1, limits.maxGlobalSeriesPerMetric() / shards),
                cards,
                rules,
                tally,
                now);
    }

    /** The last millisecond that a sample may lie in. */
    public long latest() {
        return now + limits.creationGracePeriod().toMillis();
    }
}
