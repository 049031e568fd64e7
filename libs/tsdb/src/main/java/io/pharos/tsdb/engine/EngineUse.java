package io.pharos.tsdb.engine;

/** What an engine is used for. Slow queries must not close the door on writes: each use has its own breaker. */
public enum EngineUse {
    WRITE,
    READ
}
