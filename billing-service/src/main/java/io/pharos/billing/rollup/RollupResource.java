package io.pharos.billing.rollup;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** Compares hours with their events when the platform's administration asks; says which differ, and no quantities. */
@Path("/api/v1/billing/self-check")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class RollupResource {
    private static final int MOST_DAYS = 100;

    private final SelfCheck check;

    RollupResource(SelfCheck check) {
        this.check = check;
    }

    @POST
    public SelfCheck.Report run(@RestQuery @DefaultValue("2") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.of(Kind.MALFORMED, "usage.malformed-days", "'days' is 1 to 100.");
        }
        return check.run(days);
    }
}
