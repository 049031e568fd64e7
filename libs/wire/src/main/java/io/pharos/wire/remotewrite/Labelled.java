package io.pharos.wire.remotewrite;

/** What one walk over a request found. */
public sealed interface Labelled {
    /** The labelled request stands in the target; the series that broke a rule were left out. */
    record Ready(WriteCounts counts, Rejections rejections) implements Labelled {}

    /** The request as a whole cannot be read, or is over a limit; nothing of it may be sent on. */
    record Unreadable(String reason) implements Labelled {}
}
