package io.pharos.tsdb.write;

import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.WriteCounts;
import java.time.Duration;
import java.util.BitSet;

/** What the engine said about a batch. That it said nothing, or nothing certain, is a problem instead. */
public sealed interface WriteOutcome {
    /** The engine acknowledged all of it. */
    enum Stored implements WriteOutcome {
        STORED
    }

    /**
     * The engine will never take all of it as it is; {@code reason} is the engine's, cut to one line. What it stored all
     * the same is {@code written}, as far as it tells: engines that read remote write 1.0 only do not.
     */
    record Refused(String reason, Written written) implements WriteOutcome {}

    /** The engine holds this tenant to a rate of its own. */
    record Throttled(Duration retryAfter) implements WriteOutcome {}

    /** The engine refused some series and has the others; {@code stored} holds their numbers in the batch. */
    record Partly(WriteCounts counts, BitSet stored, Rejections rejections) implements WriteOutcome {
        public Partly {
            stored = (BitSet) stored.clone();
        }

        @Override
        public BitSet stored() {
            return (BitSet) stored.clone();
        }
    }
}
