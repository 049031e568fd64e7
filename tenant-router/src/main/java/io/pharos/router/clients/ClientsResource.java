package io.pharos.router.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A tenant's API clients, for the platform's administration. */
@Path("/api/v1/tenants/{tenant}")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class ClientsResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Clients clients;

    ClientsResource(Clients clients) {
        this.clients = clients;
    }

    /** A client to make; its secret is made here unless the SHA-256 of one is given. */
    record ClientRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable Role role,
            @Nullable Set<Scope> scopes,
            @Nullable String secretSha256) {
        Client.TenantClient client(TenantId tenant) {
            if (id == null || role == null || scopes == null) {
                throw Problem.of(Kind.MALFORMED, "client.incomplete", "Give the client's id, role and scopes.");
            }
            return new Client.TenantClient(id, name == null ? id : name, tenant, role, scopes);
        }
    }

    /** What a new secret is for, once; null where only its hash is known here. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SecretView(
            String clientId,
            @Nullable String clientSecret,
            @Nullable Instant oldSecretUntil) {}

    /** A client without its secrets. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientView(
            String clientId,
            String name,
            @Nullable Role role,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant revokedAt) {
        static ClientView of(StoredClient stored) {
            Client client = stored.client();
            Role role = client instanceof Client.TenantClient own ? own.role() : null;
            return new ClientView(
                    client.id(),
                    client.name(),
                    role,
                    client.scopes(),
                    stored.createdAt(),
                    stored.credential().revoked().orElse(null));
        }
    }

    /** All clients of a tenant by id. */
    record ClientsView(List<ClientView> clients) {}

    @GET
    @Path("/clients")
    public ClientsView all(@RestPath TenantId tenant) {
        return new ClientsView(
                clients.ofTenant(tenant).stream().map(ClientView::of).toList());
    }

    @POST
    @Path("/clients")
    @ResponseStatus(201)
    public SecretView create(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            ClientRequest request) {
        var asked = new Repetition.Asked(caller.clientId(), key, "clients of " + tenant, request);
        return clients.create(caller, asked, request.client(tenant), request.secretSha256());
    }

    @GET
    @Path("/clients/{client}")
    public ClientView client(@RestPath TenantId tenant, @RestPath String client) {
        return ClientView.of(clients.ofTenant(tenant, client));
    }

    /** Gives the client a new secret; the old one is taken for a while, so that a fleet can be moved over. */
    @POST
    @Path("/clients/{client}/secret")
    @ResponseStatus(201)
    public SecretView rotate(
            @Context Caller caller,
            @RestPath TenantId tenant,
            @RestPath String client,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key) {
        var asked = new Repetition.Asked(caller.clientId(), key, "secret of " + client, "");
        return clients.rotate(caller, asked, tenant, client);
    }

    /** Revokes the client with all its tokens, for good. */
    @DELETE
    @Path("/clients/{client}")
    public void revoke(@Context Caller caller, @RestPath TenantId tenant, @RestPath String client) {
        clients.revoke(caller, tenant, client);
    }

    /** Revokes every token of the tenant that is out now; its clients can ask for new ones at once. */
    @DELETE
    @Path("/tokens")
    public void revokeTokens(@Context Caller caller, @RestPath TenantId tenant) {
        clients.revokeTokens(caller, tenant);
    }
}
