package io.pharos.billing.invoicing;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.Line;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a tenant's period has cost so far. */
@Path("/api/v1/subscriptions/estimate")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class EstimateResource {
    private final Estimates estimates;

    EstimateResource(Estimates estimates) {
        this.estimates = estimates;
    }

    /** A line: what it is, its exact amount, the amount it is rounded to, and how that comes about. */
    record LineView(String kind, String code, String name, String exact, String amount, String arithmetic) {
        static LineView of(Line line) {
            return new LineView(
                    line.kind().name().toLowerCase(Locale.ROOT),
                    line.code(),
                    line.name(),
                    Decimals.plain(line.exact()),
                    line.amount().amount().toPlainString(),
                    line.arithmetic());
        }
    }

    /** The period up to this moment, as a bill. */
    record EstimateView(
            Instant from,
            Instant to,
            Instant at,
            String currency,
            List<LineView> lines,
            String subtotal,
            String discount,
            String tax,
            String total) {
        static EstimateView of(Estimates.Estimate estimate) {
            Period period = estimate.period();
            var totals = estimate.totals();
            return new EstimateView(
                    period.from(),
                    period.to(),
                    estimate.at(),
                    totals.total().currency().getCurrencyCode(),
                    estimate.lines().stream().map(LineView::of).toList(),
                    totals.subtotal().amount().toPlainString(),
                    totals.discount().amount().toPlainString(),
                    totals.tax().total().amount().toPlainString(),
                    totals.total().amount().toPlainString());
        }
    }

    @GET
    @Operation(summary = "What the current period has cost up to this moment, line by line, with the arithmetic")
    public EstimateView estimate(@Context TenantContext context) {
        return EstimateView.of(estimates.of(context.tenant()));
    }
}
