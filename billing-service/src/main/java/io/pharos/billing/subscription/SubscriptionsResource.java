package io.pharos.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.audit.Audit;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.subscription.SubscriptionStore.Stretch;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A tenant's plan, its changes and its coupons. */
@Path("/api/v1/subscriptions")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class SubscriptionsResource {
    private final Subscriptions subscriptions;
    private final SubscriptionStore store;
    private final Database database;
    private final Repetition repetition;
    private final Audit audit;
    private final Clock clock;

    SubscriptionsResource(
            Subscriptions subscriptions,
            SubscriptionStore store,
            Database database,
            Repetition repetition,
            Audit audit,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.database = database;
        this.repetition = repetition;
        this.audit = audit;
        this.clock = clock;
    }

    /** A plan from when to when; open at the end while nothing else was said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SubscriptionView(
            String plan,
            int version,
            Instant from,
            @Nullable Instant until) {
        static SubscriptionView of(Stretch stretch) {
            return new SubscriptionView(
                    stretch.plan().plan(),
                    stretch.plan().version(),
                    stretch.from(),
                    stretch.until().orElse(null));
        }
    }

    /** What was, is and will be, in order. */
    record SubscriptionsView(List<SubscriptionView> subscriptions) {}

    /** The plan to change to. */
    record ChangeRequest(@Nullable String plan, @Nullable Integer version) {}

    /** The coupon to redeem. */
    record CouponRequest(@Nullable String code) {}

    /** A coupon that will be on the bills of periods that begin before {@code until}. */
    record CouponView(String code, Instant until) {}

    @GET
    public SubscriptionsView all(@Context TenantContext context) {
        return new SubscriptionsView(subscriptions.history(context.tenant()).stream()
                .map(SubscriptionView::of)
                .toList());
    }

    @POST
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    @Operation(
            summary = "Changes to another plan",
            description = "A dearer plan begins at once, and both are paid for their part of the period; a cheaper one"
                    + " begins with the next period.")
    public SubscriptionView change(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            ChangeRequest request) {
        if (request.plan() == null || request.version() == null || request.version() < 1) {
            throw Problem.of(Kind.MALFORMED, "subscription.incomplete", "Give 'plan' and 'version'.");
        }
        PlanVersion wanted = new PlanVersion(request.plan(), request.version());
        var asked = new Repetition.Asked(context.caller().clientId(), key, "subscriptions", request);
        return repetition.once(
                asked,
                SubscriptionView.class,
                session -> SubscriptionView.of(subscriptions.change(session, context, wanted)));
    }

    @POST
    @Path("/coupons")
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    @Operation(summary = "Redeems a coupon, once")
    public CouponView redeem(@Context TenantContext context, CouponRequest request) {
        String code = request.code();
        if (code == null) {
            throw Problem.of(Kind.MALFORMED, "coupon.incomplete", "Give the coupon's 'code'.");
        }
        Instant now = clock.instant();
        BillingCalendar calendar = Subscriptions.calendar(subscriptions.current(context.tenant()));
        return database.transact(session -> {
            int periods = store.redeem(session, code, now).orElseThrow(SubscriptionsResource::noCoupon);
            Instant until = calendar.at(now).from();
            for (int i = 0; i < periods; i++) {
                until = calendar.at(until).to();
            }
            if (!store.redeemed(session, context.tenant(), code, now, until)) {
                throw Problem.of(Kind.CONFLICT, "coupon.redeemed", "You have redeemed this coupon already.");
            }
            audit.done(session, context, "coupon.redeem", Map.of("code", code));
            return new CouponView(code, until);
        });
    }

    private static Problem noCoupon() {
        return Problem.of(
                Kind.NOT_FOUND, "coupon.not-found", "There is no coupon of that code, or none is left, or it is over.");
    }
}
