package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.Line;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.Rater;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxableLine;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What the current period has cost up to this moment, as its bill would have it if nothing more were used. */
@Singleton
public final class Estimates {
    private final Contracts contracts;
    private final UsageReader usage;
    private final Clock clock;

    Estimates(Contracts contracts, UsageReader usage, Clock clock) {
        this.contracts = contracts;
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
        Contract contract = contracts.expected(tenant, now).orElseThrow(Drafts::noPlan);
        List<Line> lines = contract.parts().stream()
                .flatMap(part -> lines(tenant, part).stream())
                .toList();
        List<TaxableLine> taxable = lines.stream().map(Line::taxable).toList();
        PricePlan plan = contract.plan();
        var taxes = new TaxCalculation(plan.currency(), plan.conventions().taxRounding());
        return new Estimate(contract.whole(), now, lines, InvoiceTotals.of(taxable, contract.coupons(), taxes));
    }

    private List<Line> lines(TenantId tenant, Part part) {
        return new Rater(part.plan())
                .rate(usage.statement(tenant, part.plan(), part.period().active()), part.period())
                .lines();
    }
}
