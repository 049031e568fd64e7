package io.pharos.tenancy.audit;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The audit log in the service's own schema; the table is made by the migration {@code db/audit/R__audit_log.sql},
 * which refuses changes and removals. Over a pool each entry is a transaction of its own; over a connection it is part
 * of the caller's. Waits for PostgreSQL: not for event loops.
 */
public final class PgAuditLog implements AuditLog {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final String ADD = """
            insert into audit_log (at, actor, action, target, tenant_id, outcome, details)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    /** In place of a tenant where an act is the platform's own: a word that no tenant can be named. */
    private static final String PLATFORM = "platform";

    private final SqlClient client;

    public PgAuditLog(SqlClient client) {
        this.client = client;
    }

    @Override
    public void append(AuditEntry entry) {
        try {
            client.preparedQuery(ADD)
                    .execute(row(entry))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw notKept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notKept(e);
        }
    }

    private static Tuple row(AuditEntry entry) {
        TenantId tenant = entry.tenant();
        return Tuple.tuple()
                .addOffsetDateTime(entry.at().atOffset(ZoneOffset.UTC))
                .addString(entry.actor())
                .addString(entry.action())
                .addString(entry.target())
                .addString(tenant == null ? PLATFORM : tenant.value())
                .addString(entry.outcome().name().toLowerCase(Locale.ROOT))
                .addJsonObject(new JsonObject(new LinkedHashMap<>(entry.details())));
    }

    private static Problem notKept(Exception cause) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "audit.not-kept",
                        "The act cannot be recorded right now, so it is not done; send the request again later.",
                        cause)
                .retryAfter(Duration.ofSeconds(5));
    }
}
