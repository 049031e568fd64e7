package io.pharos.billing.subscription;

import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.Line;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.Rater;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxableLine;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the current period has cost up to this moment, as its bill would have it if nothing more were used. */
@Singleton
public final class Estimates {
    private final Subscriptions subscriptions;
    private final UsageReader usage;
    private final Clock clock;

    Estimates(Subscriptions subscriptions, UsageReader usage, Clock clock) {
        this.subscriptions = subscriptions;
        this.usage = usage;
        this.clock = clock;
    }

    /** Lines with their arithmetic, and the sums of an invoice over them. */
    public record Estimate(Period period, Instant at, List<Line> lines, InvoiceTotals totals) {
        public Estimate {
            lines = List.copyOf(lines);
        }
    }

    public Estimate of(TenantId tenant) {
        Instant now = clock.instant();
        Period whole = subscriptions.period(tenant, now);
        List<Line> lines = new ArrayList<>();
        for (Part part : subscriptions.parts(tenant, whole)) {
            lines.addAll(lines(tenant, part));
        }
        List<TaxableLine> taxable = lines.stream().map(Line::taxable).toList();
        PricePlan plan = subscriptions.current(tenant);
        var taxes = new TaxCalculation(plan.currency(), plan.conventions().taxRounding());
        return new Estimate(whole, now, lines, InvoiceTotals.of(taxable, subscriptions.coupons(tenant, whole), taxes));
    }

    private List<Line> lines(TenantId tenant, Part part) {
        BilledPeriod period = part.period();
        return new Rater(part.plan())
                .rate(usage.statement(tenant, part.plan(), period.active()), period)
                .lines();
    }
}
