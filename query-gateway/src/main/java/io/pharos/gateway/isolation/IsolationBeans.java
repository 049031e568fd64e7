package io.pharos.gateway.isolation;

import io.pharos.tenancy.audit.AuditLog;
import io.pharos.tenancy.audit.PgAuditLog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the audit log, which lies in the gateway's own schema. */
@Singleton
final class IsolationBeans {
    @Produces
    @Singleton
    AuditLog audit(Pool pool) {
        return new PgAuditLog(pool.getDelegate());
    }
}
