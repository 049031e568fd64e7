package io.pharos.lineage;

import java.time.Instant;

/** What one process still has to bring to the engine that an environment is moving to, and what it had to drop. */
public record MoveGap(String to, long batches, long bytes, long dropped, Instant at) {}
