package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may write, by Mimir's names and with its defaults where it has them. Lengths are bytes.
 *
 * @param ingestionRate samples, histograms, exemplars and metadata a second
 * @param ingestionBurstSize how many of them at once
 * @param maxGlobalSeriesPerUser active series
 * @param maxGlobalSeriesPerMetric active series of one metric name; 0 for no limit
 * @param creationGracePeriod how far in the future a sample may lie
 * @param outOfOrderTimeWindow how far behind its series' newest sample one may lie; null leaves it to the engine
 * @param maxBodyBytes a request's size, unpacked
 * @param ingestionTenantShardSize over how many collectors the tenant's senders are spread; 0 for all there are
 * @param ha replicas of which one is stored
 * @param observeOnly limits that are counted and told, and refuse nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IngestLimits(
        int ingestionRate,
        int ingestionBurstSize,
        int maxGlobalSeriesPerUser,
        int maxGlobalSeriesPerMetric,
        int maxLabelNamesPerSeries,
        int maxLabelNameLength,
        int maxLabelValueLength,
        Duration creationGracePeriod,
        @Nullable Duration outOfOrderTimeWindow,
        int maxBodyBytes,
        int ingestionTenantShardSize,
        HaTracking ha,
        Set<IngestLimit> observeOnly) {
    public static final IngestLimits DEFAULT = new IngestLimits(
            10_000,
            200_000,
            150_000,
            0,
            30,
            1024,
            2048,
            Duration.ofMinutes(10),
            null,
            32 * 1024 * 1024,
            1,
            HaTracking.OFF,
            Set.of());

    public IngestLimits {
        Positive.all(
                "ingest",
                ingestionRate,
                ingestionBurstSize,
                maxGlobalSeriesPerUser,
                maxLabelNamesPerSeries,
                maxLabelNameLength,
                maxLabelValueLength,
                maxBodyBytes);
        Positive.all("ingest", creationGracePeriod);
        if (maxGlobalSeriesPerMetric < 0
                || ingestionTenantShardSize < 0
                || outOfOrderTimeWindow != null && outOfOrderTimeWindow.isNegative()) {
            throw Problem.of(
                    Kind.MALFORMED, "directory.malformed-limits", "No limit of 'ingest' is less than nothing.");
        }
        observeOnly = Set.copyOf(observeOnly);
    }

    /** From JSON in which anything may be left out and is then the default. */
    @JsonCreator
    static IngestLimits of(
            @JsonProperty("ingestionRate") @Nullable Integer ingestionRate,
            @JsonProperty("ingestionBurstSize") @Nullable Integer ingestionBurstSize,
            @JsonProperty("maxGlobalSeriesPerUser") @Nullable Integer maxGlobalSeriesPerUser,
            @JsonProperty("maxGlobalSeriesPerMetric") @Nullable Integer maxGlobalSeriesPerMetric,
            @JsonProperty("maxLabelNamesPerSeries") @Nullable Integer maxLabelNamesPerSeries,
            @JsonProperty("maxLabelNameLength") @Nullable Integer maxLabelNameLength,
            @JsonProperty("maxLabelValueLength") @Nullable Integer maxLabelValueLength,
            @JsonProperty("creationGracePeriod") @Nullable Duration creationGracePeriod,
            @JsonProperty("outOfOrderTimeWindow") @Nullable Duration outOfOrderTimeWindow,
            @JsonProperty("maxBodyBytes") @Nullable Integer maxBodyBytes,
            @JsonProperty("ingestionTenantShardSize") @Nullable Integer ingestionTenantShardSize,
            @JsonProperty("ha") @Nullable HaTracking ha,
            @JsonProperty("observeOnly") @Nullable Set<IngestLimit> observeOnly) {
        return new IngestLimits(
                Given.or(ingestionRate, DEFAULT.ingestionRate),
                Given.or(ingestionBurstSize, DEFAULT.ingestionBurstSize),
                Given.or(maxGlobalSeriesPerUser, DEFAULT.maxGlobalSeriesPerUser),
                Given.or(maxGlobalSeriesPerMetric, DEFAULT.maxGlobalSeriesPerMetric),
                Given.or(maxLabelNamesPerSeries, DEFAULT.maxLabelNamesPerSeries),
                Given.or(maxLabelNameLength, DEFAULT.maxLabelNameLength),
                Given.or(maxLabelValueLength, DEFAULT.maxLabelValueLength),
                Given.or(creationGracePeriod, DEFAULT.creationGracePeriod),
                outOfOrderTimeWindow,
                Given.or(maxBodyBytes, DEFAULT.maxBodyBytes),
                Given.or(ingestionTenantShardSize, DEFAULT.ingestionTenantShardSize),
                Given.or(ha, HaTracking.OFF),
                Given.or(observeOnly, Set.of()));
    }

    /** Whether going over that limit is refused, and not only told. */
    public boolean enforces(IngestLimit limit) {
        return !observeOnly.contains(limit);
    }

    /** Over how many of the collectors there are this tenant is spread. */
    public int shards(int collectors) {
        return ingestionTenantShardSize == 0 ? collectors : Math.clamp(ingestionTenantShardSize, 1, collectors);
    }
}
