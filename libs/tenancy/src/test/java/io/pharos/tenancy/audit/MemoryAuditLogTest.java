package io.pharos.tenancy.audit;

import io.pharos.tenancy.testing.MemoryAuditLog;
import java.util.List;

class MemoryAuditLogTest implements AuditLogContract {
    private final MemoryAuditLog log = new MemoryAuditLog();

    @Override
    public AuditLog log() {
        return log;
    }

    @Override
    public List<AuditEntry> entries() {
        return log.entries();
    }
}
