package io.pharos.gateway.cache;

import io.pharos.gateway.matrix.Matrix;
import io.pharos.gateway.matrix.Steps;
import java.util.Optional;

/** A run of steps whose result is known; {@code askedAt} is when its oldest part was asked for, by Redis's clock. */
record Extent(Steps steps, long askedAt, Matrix matrix) {
    /** Its steps until a time, or empty where all are later. */
    Optional<Extent> until(long time) {
        return steps.until(time).map(this::only);
    }

    /** Its part in other steps. */
    Optional<Extent> during(Steps others) {
        return steps.and(others).map(this::only);
    }

    private Extent only(Steps some) {
        return some.equals(steps) ? this : new Extent(some, askedAt, matrix.during(some));
    }
}
