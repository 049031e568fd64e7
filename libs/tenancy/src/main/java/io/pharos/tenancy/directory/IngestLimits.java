package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How much a tenant may write: samples a second, active series, and the shape of labels; bodies as decompressed. */
public record IngestLimits(
        int ingestionRate,
        int ingestionBurst,
        int maxSeries,
        int maxLabelsPerSeries,
        int maxLabelNameLength,
        int maxLabelValueLength,
        int maxBodyBytes) {
    public static final IngestLimits DEFAULT =
            new IngestLimits(100_000, 500_000, 1_000_000, 30, 1024, 2048, 32 * 1024 * 1024);

    public IngestLimits {
        Limits.positive(
                "ingest",
                ingestionRate,
                ingestionBurst,
                maxSeries,
                maxLabelsPerSeries,
                maxLabelNameLength,
                maxLabelValueLength,
                maxBodyBytes);
    }

    /** From JSON in which anything may be left out and is then the default. */
    @JsonCreator
    static IngestLimits of(
            @JsonProperty("ingestionRate") @Nullable Integer ingestionRate,
            @JsonProperty("ingestionBurst") @Nullable Integer ingestionBurst,
            @JsonProperty("maxSeries") @Nullable Integer maxSeries,
            @JsonProperty("maxLabelsPerSeries") @Nullable Integer maxLabelsPerSeries,
            @JsonProperty("maxLabelNameLength") @Nullable Integer maxLabelNameLength,
            @JsonProperty("maxLabelValueLength") @Nullable Integer maxLabelValueLength,
            @JsonProperty("maxBodyBytes") @Nullable Integer maxBodyBytes) {
        return new IngestLimits(
                Given.or(ingestionRate, DEFAULT.ingestionRate),
                Given.or(ingestionBurst, DEFAULT.ingestionBurst),
                Given.or(maxSeries, DEFAULT.maxSeries),
                Given.or(maxLabelsPerSeries, DEFAULT.maxLabelsPerSeries),
                Given.or(maxLabelNameLength, DEFAULT.maxLabelNameLength),
                Given.or(maxLabelValueLength, DEFAULT.maxLabelValueLength),
                Given.or(maxBodyBytes, DEFAULT.maxBodyBytes));
    }
}
