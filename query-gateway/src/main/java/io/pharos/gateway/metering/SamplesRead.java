package io.pharos.gateway.metering;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How many samples a query read, and who says so. */
public record SamplesRead(long count, Basis basis) {
    /** Where a count comes from. */
    public enum Basis {
        /** The engine's {@code totalQueryableSamples}, or the samples in its answer. */
        ENGINE,
        /** The shape of the query, as {@link io.pharos.promql.analysis.CostModel} has it. */
        ESTIMATE;

        /** The word in a usage event. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the engine said, or else the estimate. */
    public static SamplesRead of(OptionalLong fromEngine, LongSupplier estimate) {
        return fromEngine.isPresent()
                ? new SamplesRead(fromEngine.getAsLong(), Basis.ENGINE)
                : new SamplesRead(estimate.getAsLong(), Basis.ESTIMATE);
    }
}
