package io.pharos.gateway.result;

import java.util.OptionalLong;

/** A stage that learns how many samples were read for the body that passes. */
public interface SampleStage extends BodyStage {
    /** The samples, once the body has ended; empty where it does not tell. */
    OptionalLong samples();

    /** The series that were read, where the body tells no more than that. */
    default OptionalLong series() {
        return OptionalLong.empty();
    }
}
