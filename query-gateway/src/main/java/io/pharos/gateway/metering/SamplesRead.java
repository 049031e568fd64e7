package io.pharos.gateway.metering;

import io.pharos.gateway.result.SampleStage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many samples a query read, and who says so. */
public record SamplesRead(long count, Basis basis) {
    /** Where a count comes from. */
    public enum Basis {
        /** The engine's {@code totalQueryableSamples}, or the samples in its answer. */
        ENGINE,
        /** The shape of the query, as {@link io.pharos.promql.analysis.CostModel} has it, for one or all series. */
        ESTIMATE;

        /** The word in a usage event and in an answer's headers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By what came with the answer: the samples themselves, else the series that were read, else neither. */
    static SamplesRead of(@Nullable SampleStage told, Estimate estimate) {
        if (told != null && told.samples().isPresent()) {
            return new SamplesRead(told.samples().getAsLong(), Basis.ENGINE);
        }
        long estimated = told != null && told.series().isPresent()
                ? estimate.ofSeries(told.series().getAsLong())
                : estimate.samples();
        return new SamplesRead(estimated, Basis.ESTIMATE);
    }
}
