package io.pharos.router.revocation;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Revocations;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Revoked access tokens in PostgreSQL; rows go a day later, when every token that they mean has expired. */
@Singleton
public class RevocationStore {
    private static final String ADD = """
            insert into revocation (kind, subject, revoked_at, expires_at) values ($1, $2, $3, $4)
            on conflict (kind, subject) do update
            set revoked_at = excluded.revoked_at, expires_at = greatest(revocation.expires_at, excluded.expires_at)
            """;
    private static final String LIVE = "select kind, subject, revoked_at from revocation where expires_at > $1";
    private static final String FORGET = "delete from revocation where expires_at <= $1";

    /** Longer than any token lives, whatever is configured. */
    public static final Duration KEPT = Duration.ofDays(1);

    private static final String JTI = "jti";
    private static final String CLIENT = "client";
    private static final String TENANT = "tenant";

    public void revokeToken(Session session, String jti, Instant now) {
        session.change(ADD, JTI, jti, now, now.plus(KEPT));
    }

    public void revokeClient(Session session, String clientId, Instant now) {
        session.change(ADD, CLIENT, clientId, now, now.plus(KEPT));
    }

    public void revokeTenant(Session session, TenantId tenant, Instant now) {
        session.change(ADD, TENANT, tenant.value(), now, now.plus(KEPT));
    }

    public Revocations live(Session session, Instant now) {
        Set<String> jtis = new HashSet<>();
        Map<String, Instant> clients = new HashMap<>();
        Map<TenantId, Instant> tenants = new HashMap<>();
        for (Row row : session.list(LIVE, row -> row, now)) {
            String subject = row.getString("subject");
            Instant at = Columns.instant(row, "revoked_at");
            switch (row.getString("kind")) {
                case JTI -> jtis.add(subject);
                case CLIENT -> clients.put(subject, at);
                case TENANT -> tenants.put(new TenantId(subject), at);
                default -> throw new IllegalStateException("a revocation of an unknown kind");
            }
        }
        return new Revocations(jtis, clients, tenants);
    }

    public void forgetExpired(Session session, Instant now) {
        session.change(FORGET, now);
    }
}
