package io.pharos.billing.statement;

import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;

/** What a customer recomputes its invoice from. */
@Path("/api/v1/invoices/statements")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class StatementResource {
    private final Statements statements;
    private final SigningKeys keys;

    StatementResource(Statements statements, SigningKeys keys) {
        this.statements = statements;
        this.keys = keys;
    }

    /** The key that statements are verified with: Ed25519, X.509 in base64. */
    record KeyView(String algorithm, String publicKey) {}

    /** The hours of an issued invoice, chained and signed. */
    @GET
    @Path("/{invoice}/statement.csv")
    @Produces("text/csv;charset=UTF-8")
    @ResponseHeader(name = "Content-Disposition", value = "attachment")
    public String statement(@Context TenantContext context, @RestPath UUID invoice) {
        return statements.of(context.tenant(), invoice);
    }

    @GET
    @Path("/key")
    public KeyView key() {
        return new KeyView("Ed25519", keys.publicKey());
    }
}
