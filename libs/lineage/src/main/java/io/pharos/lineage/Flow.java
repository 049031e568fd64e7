package io.pharos.lineage;

import java.time.Instant;

/** What passed by one hop so far, and when last. */
public record Flow(Hop hop, long bytes, long requests, Instant lastSeen) {}
