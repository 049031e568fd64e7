package io.pharos.tenancy.audit;

/** Keeps administrative acts for good: entries are added and never changed or removed. */
public interface AuditLog {
    /** Returns once the entry is durable; throws where it cannot be, so that the act can be refused. */
    void append(AuditEntry entry);
}
