package io.pharos.billing.dunning;

import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Status;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What billing has told the directory of tenants that do not stand in full. */
@Singleton
class StandingStore {
    private static final String ALL = "select tenant_id, status from billing_standing";
    private static final String PUT = """
            insert into billing_standing (tenant_id, status, since) values ($1, $2, $3)
            on conflict (tenant_id) do update set status = excluded.status, since = excluded.since
            """;
    private static final String FORGET = "delete from billing_standing where tenant_id = $1";

    Map<TenantId, Status> all(Session session) {
        Map<TenantId, Status> standings = new HashMap<>();
        session.list(
                ALL,
                row -> standings.put(
                                new TenantId(row.getString("tenant_id")),
                                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)))
                        == null);
        return standings;
    }

    void put(Session session, TenantId tenant, Status status, Instant now) {
        if (status == Status.ACTIVE) {
            session.change(FORGET, tenant.value());
        } else {
            session.change(PUT, tenant.value(), status.value(), now);
        }
    }
}
