package io.pharos.billing.capacity;

import io.pharos.billing.capacity.Leases.Available;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.period.Period;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Spare capacity, for tenants to lease. */
@Path("/api/v1/capacity")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class CapacityResource {
    private static final Duration NOW = Duration.ofHours(1);

    private final Leases leases;
    private final Repetition repetition;
    private final Clock clock;

    CapacityResource(Leases leases, Repetition repetition, Clock clock) {
        this.leases = leases;
        this.repetition = repetition;
        this.clock = clock;
    }

    /** What can be leased; {@code free} for the hour from now on. */
    record OfferView(
            String code,
            String name,
            String unit,
            String free,
            String least,
            String price,
            String currency,
            Duration priceFor,
            Duration longest,
            Instant soldFrom,
            Instant soldUntil) {
        static OfferView of(Available available) {
            Offer o = available.offer();
            return new OfferView(
                    o.code(),
                    o.name(),
                    o.unit(),
                    Decimals.plain(available.free()),
                    Decimals.plain(o.least()),
                    Decimals.plain(o.price()),
                    o.currency().getCurrencyCode(),
                    o.priceFor(),
                    o.longest(),
                    o.sold().from(),
                    o.sold().to());
        }
    }

    /** All offers. */
    record OffersView(List<OfferView> offers) {}

    /** A lease to take: from now on where it does not say from when. */
    record LeaseRequest(
            @Nullable BigDecimal quantity,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** A lease, with its price and how that comes about. */
    record LeaseView(
            UUID id,
            String offer,
            String quantity,
            Instant from,
            Instant until,
            String price,
            String arithmetic,
            String state) {
        static LeaseView of(Lease lease) {
            return new LeaseView(
                    lease.id(),
                    lease.offer(),
                    Decimals.plain(lease.quantity()),
                    lease.period().from(),
                    lease.period().to(),
                    lease.price().toString(),
                    lease.arithmetic(),
                    lease.state().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A tenant's leases, the newest first. */
    record LeasesView(List<LeaseView> leases) {}

    @GET
    public OffersView offers() {
        Instant now = clock.instant();
        return new OffersView(leases.available(new Period(now, now.plus(NOW))).stream()
                .map(OfferView::of)
                .toList());
    }

    @GET
    @Path("/leases")
    public LeasesView leases(@Context TenantContext context) {
        return new LeasesView(
                leases.ofTenant(context.tenant()).stream().map(LeaseView::of).toList());
    }

    @POST
    @Path("/{offer}/leases")
    @ResponseStatus(201)
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    @Operation(
            summary = "Leases capacity for a time",
            description = "Refused with what is free where it is sold out. The message 'capacity.activated' tells when"
                    + " it is on, 'capacity.ended' when it is over.")
    public LeaseView lease(
            @Context TenantContext context,
            @RestPath String offer,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            LeaseRequest request) {
        BigDecimal quantity = request.quantity();
        if (quantity == null || request.until() == null) {
            throw Problem.of(Kind.MALFORMED, "capacity.incomplete", "Give 'quantity' and 'until'.");
        }
        Period period = period(request.from(), request.until());
        leases.requirePayable(context.tenant(), offer);
        var asked = new Repetition.Asked(context.caller().clientId(), key, "capacity/" + offer, request);
        return repetition.once(
                asked,
                LeaseView.class,
                session -> LeaseView.of(leases.lease(session, context, offer, quantity, period)));
    }

    @DELETE
    @Path("/leases/{lease}")
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    public void cancel(@Context TenantContext context, @RestPath UUID lease) {
        leases.cancel(context, lease);
    }

    private Period period(@Nullable Instant from, Instant until) {
        Instant now = clock.instant();
        Instant start = from == null ? now : from;
        if (start.isBefore(now.minus(Duration.ofMinutes(1))) || !start.isBefore(until)) {
            throw Problem.of(Kind.MALFORMED, "capacity.malformed-period", "'from' is not past, and before 'until'.");
        }
        return new Period(start, until);
    }
}
