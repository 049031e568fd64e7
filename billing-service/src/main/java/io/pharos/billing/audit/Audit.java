package io.pharos.billing.audit;

import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.tenancy.audit.AuditEntry;
import io.pharos.tenancy.audit.PgAuditLog;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records acts on billing; an entry is written in the transaction of its act: none without the other. */
@Singleton
public final class Audit {
    private final Clock clock;

    Audit(Clock clock) {
        this.clock = clock;
    }

    /** What a tenant's caller did to its tenant's billing; {@code action} is {@code capability.verb}. */
    public void done(Session session, TenantContext context, String action, Map<String, String> details) {
        add(session, context.caller(), action, context.tenant().value(), context.tenant(), details);
    }

    /** What the platform's administration did to a thing. */
    public void done(Session session, Caller caller, String action, String target, Map<String, String> details) {
        add(session, caller, action, target, null, details);
    }

    private void add(
            Session session,
            Caller caller,
            String action,
            String target,
            @Nullable TenantId tenant,
            Map<String, String> details) {
        new PgAuditLog(session.bare())
                .append(new AuditEntry(
                        clock.instant(), caller.subject(), action, target, tenant, AuditEntry.Outcome.DONE, details));
    }
}
