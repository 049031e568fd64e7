package io.pharos.billing.partner;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How a tenant becomes a reseller's customer: its own admin accepts the reseller's code. */
@Path("/api/v1/partners/acceptance")
@RequiresScope(value = Scope.BILLING_WRITE, admin = true)
@RunOnVirtualThread
class AcceptanceResource {
    private final Partners partners;
    private final Repetition repetition;

    AcceptanceResource(Partners partners, Repetition repetition) {
        this.partners = partners;
        this.repetition = repetition;
    }

    /** The code that the partner gave. */
    record AcceptanceRequest(@Nullable String code) {}

    /** Whose customer the tenant is now. */
    record AcceptanceView(TenantId partner) {}

    @POST
    @Operation(
            summary = "Makes this tenant the customer of the partner whose code it is; the partner then sees its bills")
    public AcceptanceView accept(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            AcceptanceRequest request) {
        String code = request.code();
        if (code == null || code.isBlank()) {
            throw Problem.of(Kind.MALFORMED, "partner.no-code", "Give the partner's 'code'.");
        }
        var asked = new Repetition.Asked(context.caller().clientId(), key, "partners/acceptance", request);
        return repetition.once(
                asked, AcceptanceView.class, session -> new AcceptanceView(partners.accept(session, context, code)));
    }
}
