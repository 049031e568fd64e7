package io.pharos.billing.delivery;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints in PostgreSQL. */
@Singleton
class EndpointStore {
    private static final String COLUMNS = """
            id, tenant_id, url, description, types, secret, retiring_secret, retiring_until, disabled, failing_since,
            created_at
            """;
    private static final String OF_TENANT = "select " + COLUMNS
            + " from webhook_endpoint where tenant_id = $1 and deleted_at is null order by created_at, id";
    private static final String ONE =
            "select " + COLUMNS + " from webhook_endpoint where tenant_id = $1 and id = $2 and deleted_at is null";
    private static final String ADD = """
            insert into webhook_endpoint (id, tenant_id, url, description, types, secret, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String CHANGE = """
            update webhook_endpoint set url = $3, description = $4, types = $5, disabled = $6, failing_since = null
            where tenant_id = $1 and id = $2 and deleted_at is null
            """;
    private static final String ROTATE = """
            update webhook_endpoint set retiring_secret = secret, retiring_until = $4, secret = $3
            where tenant_id = $1 and id = $2 and deleted_at is null
            """;
    private static final String DELETE =
            "update webhook_endpoint set deleted_at = $3 where tenant_id = $1 and id = $2 and deleted_at is null";
    private static final String WORKS = "update webhook_endpoint set failing_since = null where id = $1";
    private static final String FAILS =
            "update webhook_endpoint set failing_since = coalesce(failing_since, $2) where id = $1";
    private static final String DISABLE =
            "update webhook_endpoint set disabled = $2 where id = $1 and disabled is null";

    List<Endpoint> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, EndpointStore::endpoint, tenant.value());
    }

    Optional<Endpoint> find(Session session, TenantId tenant, UUID id) {
        return session.first(ONE, EndpointStore::endpoint, tenant.value(), id);
    }

    void add(Session session, Endpoint endpoint) {
        session.change(
                ADD,
                endpoint.id(),
                endpoint.tenant().value(),
                endpoint.url().toString(),
                endpoint.description(),
                endpoint.types().toArray(String[]::new),
                endpoint.secret(),
                endpoint.created());
    }

    boolean change(Session session, Endpoint endpoint) {
        return session.change(
                        CHANGE,
                        endpoint.tenant().value(),
                        endpoint.id(),
                        endpoint.url().toString(),
                        endpoint.description(),
                        endpoint.types().toArray(String[]::new),
                        endpoint.disabled())
                == 1;
    }

    void rotate(Session session, TenantId tenant, UUID id, byte[] next, Instant oldUntil) {
        session.change(ROTATE, tenant.value(), id, next, oldUntil);
    }

    boolean delete(Session session, TenantId tenant, UUID id, Instant now) {
        return session.change(DELETE, tenant.value(), id, now) == 1;
    }

    void works(Session session, UUID id) {
        session.change(WORKS, id);
    }

    void fails(Session session, UUID id, Instant now) {
        session.change(FAILS, id, now);
    }

    /** Whether it was enabled until now. */
    boolean disable(Session session, UUID id, String why) {
        return session.change(DISABLE, id, why) == 1;
    }

    private static Endpoint endpoint(Row row) {
        return new Endpoint(
                row.getUUID("id"),
                new TenantId(row.getString("tenant_id")),
                URI.create(row.getString("url")),
                row.getString("description"),
                Arrays.asList(row.getArrayOfStrings("types")),
                Columns.bytes(row, "secret"),
                retiring(row),
                Columns.optionalInstant(row, "retiring_until").orElse(null),
                row.getString("disabled"),
                Columns.optionalInstant(row, "failing_since").orElse(null),
                Columns.instant(row, "created_at"));
    }

    private static byte @Nullable [] retiring(Row row) {
        return row.getBuffer("retiring_secret") == null ? null : Columns.bytes(row, "retiring_secret");
    }
}
