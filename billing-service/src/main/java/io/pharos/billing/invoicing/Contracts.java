package io.pharos.billing.invoicing;

import io.pharos.billing.period.Period;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.subscription.Subscriptions;
import io.pharos.billing.track.Tracks;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** By which plans a tenant pays in a period. */
@Singleton
public class Contracts {
    private final Subscriptions subscriptions;
    private final Tracks tracks;

    Contracts(Subscriptions subscriptions, Tracks tracks) {
        this.subscriptions = subscriptions;
        this.tracks = tracks;
    }

    public Period period(TenantId tenant, Instant time) {
        return subscriptions.period(tenant, time);
    }

    /**
     * The contract of the period that a time is in, as it is billed: which way of rating counts for it is recorded for
     * good. Empty where the tenant had no plan in it.
     */
    public Optional<Contract> of(TenantId tenant, Instant time) {
        Period whole = subscriptions.period(tenant, time);
        return contract(tenant, whole, tracks.parts(tenant, whole));
    }

    /** The same as it would be billed now, with nothing recorded. */
    public Optional<Contract> expected(TenantId tenant, Instant time) {
        Period whole = subscriptions.period(tenant, time);
        return contract(tenant, whole, tracks.expected(tenant, whole));
    }

    private Optional<Contract> contract(TenantId tenant, Period whole, List<Part> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Contract(whole, parts, subscriptions.coupons(tenant, whole)));
    }
}
