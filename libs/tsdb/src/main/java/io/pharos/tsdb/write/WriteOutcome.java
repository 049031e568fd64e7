package io.pharos.tsdb.write;

import java.time.Duration;

/** What the engine said about a batch. That it said nothing, or nothing certain, is a problem instead. */
public sealed interface WriteOutcome {
    /** The engine acknowledged all of it. */
    enum Stored implements WriteOutcome {
        STORED
    }

    /** The engine will never take it as it is; {@code reason} is the engine's, cut to one line. */
    record Refused(String reason) implements WriteOutcome {}

    /** The engine holds this tenant to a rate of its own. */
    record Throttled(Duration retryAfter) implements WriteOutcome {}
}
