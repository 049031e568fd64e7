package io.pharos.alert.schedule;

import java.time.Instant;

/** What a group's schedule says at a moment. */
public sealed interface Due {
    /** Nothing to do before then. */
    record Wait(Instant until) implements Due {}

    /** A slot to evaluate, and how many before it were missed; those are counted and never caught up. */
    record Evaluate(Instant slot, long missed) implements Due {}
}
