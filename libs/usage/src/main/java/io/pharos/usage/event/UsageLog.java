package io.pharos.usage.event;

/**
 * Where a service counts what its tenants use. Called before the response ends: what was appended survives the death
 * of the process. Never blocks on a disk or on Kafka, and never drops.
 */
public interface UsageLog {
    /** Counts a usage by an event of its own. */
    void append(Usage usage);

    /** Counts a usage that needs none: one event of each second tells all of a user's of one resource. */
    default void addUp(Usage usage) {
        append(usage);
    }
}
