package io.pharos.usage.event;

/**
 * Where a service counts what its tenants use. Called before the response ends: what was appended survives the death
 * of the process. Never blocks on a disk or on Kafka, and never drops.
 */
public interface UsageLog {
    void append(Usage usage);
}
