package io.pharos.collector.targets;

import io.pharos.wire.relabel.RelabelStep;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is carried out, checked against every limit.
 *
 * @param params parameters of the scrape's URL
 * @param sampleLimit the most samples of one scrape after relabelling; beyond it the scrape fails
 * @param honorLabels whether a scraped label wins over the target's of the same name; else it becomes exported_*
 * @param honorTimestamps whether a timestamp in the text is kept
 */
public record ScrapeJob(
        JobKey key,
        String scheme,
        String metricsPath,
        SortedMap<String, List<String>> params,
        Duration interval,
        Duration timeout,
        int sampleLimit,
        boolean honorLabels,
        boolean honorTimestamps,
        List<TargetGroup> groups,
        List<HttpSource> sources,
        List<RelabelStep> relabelling,
        List<RelabelStep> metricRelabelling,
        @Nullable Login login) {
    public ScrapeJob {
        groups = List.copyOf(groups);
        sources = List.copyOf(sources);
        relabelling = List.copyOf(relabelling);
        metricRelabelling = List.copyOf(metricRelabelling);
    }
}
