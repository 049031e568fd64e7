package io.pharos.tenancy.context;

import io.pharos.tenancy.token.Caller;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/** Who was let in with the request at hand; resources take it from here as a parameter with {@code @Context}. */
@RequestScoped
class Admitted {
    private @Nullable Admission admission;

    void set(Admission admitted) {
        this.admission = admitted;
    }

    @Produces
    @Dependent
    TenantContext tenant() {
        if (admission instanceof TenantContext context) {
            return context;
        }
        throw new IllegalStateException("a resource that is no tenant's asks for a TenantContext");
    }

    @Produces
    @Dependent
    Caller caller() {
        if (admission == null) {
            throw new IllegalStateException("an open resource asks for a Caller");
        }
        return admission.caller();
    }
}
