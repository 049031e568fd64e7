package io.pharos.router.clients;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API clients in PostgreSQL. */
@Singleton
public class ClientStore {
    private static final String COLUMNS = """
            id, kind, tenant_id, name, role, scopes, secret_sha256, retiring_secret_sha256, retiring_until,
            created_at, revoked_at
            """;
    private static final String BY_ID = "select " + COLUMNS + " from client where id = $1";
    private static final String OF_TENANT = "select " + COLUMNS + " from client where tenant_id = $1 order by id";
    private static final String ADD = """
            insert into client (id, kind, tenant_id, name, role, scopes, secret_sha256)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (id) do nothing
            """;
    private static final String RENEW = """
            update client set name = $3, secret_sha256 = $4, retiring_secret_sha256 = null, retiring_until = null
            where id = $1 and kind = $2 and secret_sha256 <> $4
            """;
    private static final String ROTATE = """
            update client
            set retiring_secret_sha256 = secret_sha256, retiring_until = $4, secret_sha256 = $3
            where tenant_id = $1 and id = $2 and revoked_at is null
            """;
    private static final String REVOKE = """
            update client set revoked_at = $3
            where tenant_id = $1 and id = $2 and revoked_at is null
            """;

    public Optional<StoredClient> byId(Session session, String id) {
        return session.first(BY_ID, ClientStore::stored, id);
    }

    List<StoredClient> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, ClientStore::stored, tenant.value());
    }

    /** Whether the client was added; false where its id is taken. */
    boolean add(Session session, Client client, SecretHash secret) {
        ClientColumns columns = ClientColumns.of(client);
        return session.change(
                        ADD,
                        client.id(),
                        columns.kind().value(),
                        columns.tenant(),
                        client.name(),
                        columns.role(),
                        client.scopes().stream().map(Scope::value).sorted().toArray(String[]::new),
                        secret.bytes())
                == 1;
    }

    /** Gives a client of the same kind another secret at once; whether it had another one before. */
    boolean renew(Session session, Client client, SecretHash secret) {
        String kind = ClientColumns.of(client).kind().value();
        return session.change(RENEW, client.id(), kind, client.name(), secret.bytes()) == 1;
    }

    boolean rotate(Session session, TenantId tenant, String id, SecretHash next, Instant oldUntil) {
        return session.change(ROTATE, tenant.value(), id, next.bytes(), oldUntil) == 1;
    }

    boolean revoke(Session session, TenantId tenant, String id, Instant now) {
        return session.change(REVOKE, tenant.value(), id, now) == 1;
    }

    private record ClientColumns(
            ClientKind kind,
            @Nullable String tenant,
            @Nullable String role) {
        static ClientColumns of(Client client) {
            return switch (client) {
                case Client.TenantClient own ->
                    new ClientColumns(
                            ClientKind.TENANT, own.tenant().value(), own.role().value());
                case Client.PlatformClient _ -> new ClientColumns(ClientKind.PLATFORM, null, null);
                case Client.ServiceClient _ -> new ClientColumns(ClientKind.SERVICE, null, null);
            };
        }
    }

    private static StoredClient stored(Row row) {
        SecretHash retiring = row.getBuffer("retiring_secret_sha256") == null
                ? null
                : SecretHash.of(Columns.bytes(row, "retiring_secret_sha256"));
        Credential credential = new Credential(
                SecretHash.of(Columns.bytes(row, "secret_sha256")),
                retiring,
                Columns.optionalInstant(row, "retiring_until").orElse(null),
                Columns.optionalInstant(row, "revoked_at").orElse(null));
        return new StoredClient(client(row), credential, Columns.instant(row, "created_at"));
    }

    private static Client client(Row row) {
        String id = row.getString("id");
        String name = row.getString("name");
        return switch (ClientKind.of(row.getString("kind"))) {
            case TENANT ->
                new Client.TenantClient(
                        id,
                        name,
                        new TenantId(row.getString("tenant_id")),
                        Role.parse(row.getString("role")).orElseThrow(),
                        scopes(row.getArrayOfStrings("scopes")));
            case PLATFORM -> new Client.PlatformClient(id, name);
            case SERVICE -> new Client.ServiceClient(id, name);
        };
    }

    private static Set<Scope> scopes(String[] values) {
        return Arrays.stream(values).map(v -> Scope.parse(v).orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }
}
