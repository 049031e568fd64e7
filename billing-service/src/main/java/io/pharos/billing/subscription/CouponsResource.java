package io.pharos.billing.subscription;

import io.pharos.billing.audit.Audit;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Coupons, made by the platform's administration. */
@Path("/api/v1/billing/coupons")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class CouponsResource {
    private final Database database;
    private final SubscriptionStore store;
    private final Audit audit;

    CouponsResource(Database database, SubscriptionStore store, Audit audit) {
        this.database = database;
        this.store = store;
        this.audit = audit;
    }

    @POST
    @ResponseStatus(201)
    public CouponOffer create(@Context Caller caller, CouponOffer offer) {
        return database.transact(session -> {
            if (!store.addCoupon(session, offer)) {
                throw Problem.of(Kind.CONFLICT, "coupon.exists", "There is a coupon of that code.");
            }
            audit.done(session, caller, "coupon.create", offer.code(), Map.of());
            return offer;
        });
    }
}
