package io.pharos.tsdb.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where to look for series and labels, and how many to return at most; what is null is as the engine has it. */
public record ReadBounds(
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Integer limit) {
    /** Everywhere. */
    public static final ReadBounds NONE = new ReadBounds(null, null, null);
}
