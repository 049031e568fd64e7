package io.pharos.billing.invoicing;

import io.pharos.billing.period.Period;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** By which plans a tenant pays in a period. */
@Singleton
public class Contracts {
    private final Subscriptions subscriptions;

    Contracts(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public Period period(TenantId tenant, Instant time) {
        return subscriptions.period(tenant, time);
    }

    /** The contract of the period that a time is in; empty where the tenant had no plan in it. */
    public Optional<Contract> of(TenantId tenant, Instant time) {
        Period whole = subscriptions.period(tenant, time);
        List<Part> parts = subscriptions.parts(tenant, whole);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Contract(whole, parts, subscriptions.coupons(tenant, whole)));
    }
}
