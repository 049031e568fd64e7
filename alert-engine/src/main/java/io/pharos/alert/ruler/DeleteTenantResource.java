package io.pharos.alert.ruler;

import io.pharos.alert.ruler.RuleBooks.Act;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Mimir's way to delete all of a tenant's rules; they can be rolled back, namespace by namespace. */
@Path("/ruler/delete_tenant_config")
@RequiresScope(value = Scope.RULES_WRITE, admin = true)
@RunOnVirtualThread
class DeleteTenantResource {
    private final RuleBooks books;

    DeleteTenantResource(RuleBooks books) {
        this.books = books;
    }

    @POST
    @Operation(summary = "Deletes all rules of the tenant's environment")
    public void deleteAll(@Context TenantContext context) {
        Owner owner = new Owner(context.tenant(), context.environment());
        books.deleteAll(new Act(owner, context.caller().subject()));
    }

    @ServerExceptionMapper
    public Response refusal(Problem problem) {
        return PrometheusReply.of(problem);
    }
}
