package io.pharos.gateway.metering;

import java.util.function.LongSupplier;

/** How the samples that a question reads are counted. */
public sealed interface Counting {
    /**
     * By the engine's own statistics, with our estimate where they are missing; {@code shown} is whether the client
     * asked for statistics, so that they stay in its answer.
     */
    record ByEngine(boolean shown, LongSupplier estimate) implements Counting {}

    /** By our estimate, since this engine tells nothing that we could count by. */
    record ByEstimate(LongSupplier estimate) implements Counting {}

    /** One by one, since the answer holds each sample that was read. */
    record OneByOne() implements Counting {}

    /** Known before the answer is sent: what its parts read, the parts that were kept nothing. */
    record Told(SamplesRead read) implements Counting {}

    /** Not at all: the question reads names and no samples. */
    record Nothing() implements Counting {}
}
