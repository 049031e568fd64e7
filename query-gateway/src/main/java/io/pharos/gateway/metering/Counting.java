package io.pharos.gateway.metering;

/** How the samples that a question reads are counted. */
public sealed interface Counting {
    /** The samples that the question will be taken to read before it is answered. */
    default long expected() {
        return switch (this) {
            case ByEngine engine -> engine.estimate().samples();
            case OneByOne each -> each.estimate().samples();
            case Nothing nothing -> 0;
        };
    }

    /** Remembers what the question came to. */
    default void learn(long samples) {
        switch (this) {
            case ByEngine engine -> engine.estimate().learn(samples);
            case OneByOne each -> each.estimate().learn(samples);
            case Nothing nothing -> {}
        }
    }

    /**
     * By the engine's own statistics, with our estimate where they are missing; {@code shown} is whether the client
     * asked for statistics, so that they stay in its answer.
     */
    record ByEngine(boolean shown, Estimate estimate) implements Counting {}

    /** One by one, since the answer holds each sample that was read. */
    record OneByOne(Estimate estimate) implements Counting {}

    /** Not at all: the question reads names and no samples. */
    record Nothing() implements Counting {}
}
