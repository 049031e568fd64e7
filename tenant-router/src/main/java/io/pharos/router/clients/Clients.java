package io.pharos.router.clients;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.admin.Acts;
import io.pharos.router.clients.ClientsResource.SecretView;
import io.pharos.router.directory.LocalDirectory;
import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done to tenants' clients, each act in one transaction with its entry in the log. */
@Singleton
class Clients {
    private final Database database;
    private final ClientStore store;
    private final RevocationStore revocations;
    private final Acts acts;
    private final Repetition repetition;
    private final LocalDirectory directory;
    private final Clock clock;
    private final Duration oldSecretFor;

    Clients(
            Database database,
            ClientStore store,
            RevocationStore revocations,
            Acts acts,
            Repetition repetition,
            LocalDirectory directory,
            Clock clock,
            ClientsConfig config) {
        this.database = database;
        this.store = store;
        this.revocations = revocations;
        this.acts = acts;
        this.repetition = repetition;
        this.directory = directory;
        this.clock = clock;
        this.oldSecretFor = config.oldSecretFor();
    }

    List<StoredClient> ofTenant(TenantId tenant) {
        directory.tenant(tenant);
        return database.query(session -> store.ofTenant(session, tenant));
    }

    StoredClient ofTenant(TenantId tenant, String id) {
        return database.query(session -> store.byId(session, id))
                .filter(stored -> stored.client() instanceof Client.TenantClient own
                        && own.tenant().equals(tenant))
                .orElseThrow(Clients::notFound);
    }

    SecretView create(
            Caller caller, Repetition.Asked asked, Client.TenantClient client, @Nullable String secretSha256) {
        directory.tenant(client.tenant());
        return repetition.once(asked, SecretView.class, session -> {
            if (secretSha256 != null) {
                add(session, caller, client, new SecretHash(secretSha256));
                return new SecretView(client.id(), null, null);
            }
            Secret made = Secret.random();
            add(session, caller, client, made.hash());
            return new SecretView(client.id(), made.value(), null);
        });
    }

    private void add(Session session, Caller caller, Client.TenantClient client, SecretHash secret) {
        if (!store.add(session, client, secret)) {
            throw Problem.of(
                    Kind.CONFLICT, "conflict.client-exists", "There is a client of that id; take another one.");
        }
        log(session, caller, "client.create", client.tenant(), client.id(), Map.of("client", client));
    }

    SecretView rotate(Caller caller, Repetition.Asked asked, TenantId tenant, String id) {
        return repetition.once(asked, SecretView.class, session -> {
            Secret next = Secret.random();
            Instant oldUntil = clock.instant().plus(oldSecretFor);
            requireFound(store.rotate(session, tenant, id, next.hash(), oldUntil));
            log(session, caller, "client.rotate", tenant, id, Map.of("oldSecretUntil", oldUntil));
            return new SecretView(id, next.value(), oldUntil);
        });
    }

    void revoke(Caller caller, TenantId tenant, String id) {
        Instant now = clock.instant();
        database.transact(session -> {
            requireFound(store.revoke(session, tenant, id, now));
            revocations.revokeClient(session, id, now);
            log(session, caller, "client.revoke", tenant, id, Map.of());
            return id;
        });
        directory.refresh();
    }

    void revokeTokens(Caller caller, TenantId tenant) {
        directory.tenant(tenant);
        Instant now = clock.instant();
        database.transact(session -> {
            revocations.revokeTenant(session, tenant, now);
            log(session, caller, "tenant.revoke-tokens", tenant, tenant.value(), Map.of());
            return tenant;
        });
        directory.refresh();
    }

    private void log(
            Session session, Caller caller, String act, TenantId tenant, String subject, Map<String, ?> detail) {
        acts.add(session, caller, new Acts.Act(act, subject, tenant, detail));
    }

    private static void requireFound(boolean found) {
        if (!found) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "client.not-found", "The tenant has no such client, or it was revoked.");
    }
}
