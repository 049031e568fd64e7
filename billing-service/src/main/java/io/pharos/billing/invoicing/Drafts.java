package io.pharos.billing.invoicing;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.party.Profiles;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.UsageStatement;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what an invoice would say; as of a time that is recorded for good it says the same for ever. */
@Singleton
public class Drafts {
    private final Database database;
    private final Contracts contracts;
    private final UsageReader usage;
    private final InvoiceStore invoices;
    private final IssuedDocuments documents;
    private final Profiles profiles;

    Drafts(
            Database database,
            Contracts contracts,
            UsageReader usage,
            InvoiceStore invoices,
            IssuedDocuments documents,
            Profiles profiles) {
        this.database = database;
        this.contracts = contracts;
        this.usage = usage;
        this.invoices = invoices;
        this.documents = documents;
        this.profiles = profiles;
    }

    /** The latest time that an invoice can be as of. */
    Instant asOf() {
        return usage.asOf();
    }

    /** The invoice of the period that a time is in, over usage until another, as it was known then. */
    public InvoiceContent of(TenantId tenant, Instant within, Instant until, Instant asOf) {
        Contract contract = contract(tenant, within);
        List<ContentLine> late = corrections(tenant, contract, until, asOf);
        return content(tenant, contract, until, asOf, used(tenant, contract, until, asOf), late);
    }

    /** The same as it is known this moment, up to the last event. */
    public InvoiceContent now(TenantId tenant, Instant now) {
        Contract contract = contracts.expected(tenant, now).orElseThrow(Drafts::noPlan);
        return content(tenant, contract, now, now, used(tenant, contract, now, null), List.of());
    }

    private Contract contract(TenantId tenant, Instant within) {
        return contracts.of(tenant, within).orElseThrow(Drafts::noPlan);
    }

    static Problem noPlan() {
        return Problem.of(
                Kind.CONFLICT, "invoice.no-plan", "The tenant had no plan in that period: nothing is billed.");
    }

    private List<UsageStatement> used(TenantId tenant, Contract contract, Instant until, @Nullable Instant asOf) {
        return contract.parts().stream()
                .map(part -> used(tenant, part, until, asOf))
                .toList();
    }

    private UsageStatement used(TenantId tenant, Part part, Instant until, @Nullable Instant asOf) {
        Period active = part.period().active();
        Instant end = until.isBefore(active.to()) ? until : active.to();
        if (!end.isAfter(active.from())) {
            return UsageStatement.NOTHING;
        }
        Period billed = new Period(active.from(), end);
        return asOf == null
                ? usage.statement(tenant, part.plan(), billed)
                : usage.statement(tenant, part.plan(), billed, asOf);
    }

    /** Late usage of the period before, where that was billed in full: on the last invoice of a period only. */
    private List<ContentLine> corrections(TenantId tenant, Contract contract, Instant until, Instant asOf) {
        if (until.isBefore(contract.whole().to())) {
            return List.of();
        }
        return contracts
                .of(tenant, contract.whole().from().minusMillis(1))
                .filter(before ->
                        before.plan().currency().equals(contract.plan().currency()))
                .map(before -> corrections(tenant, before, asOf))
                .orElse(List.of());
    }

    private List<ContentLine> corrections(TenantId tenant, Contract before, Instant asOf) {
        Instant end = before.whole().to();
        List<ContentLine> billed = database.query(session -> issuedUntil(session, tenant, before, end));
        if (billed.isEmpty()) {
            return List.of();
        }
        InvoiceContent known = content(tenant, before, end, asOf, used(tenant, before, end, asOf), List.of());
        String period = known.from() + "/" + known.to();
        return Corrections.between(billed, known.lines(), before.plan().currency(), period);
    }

    private List<ContentLine> issuedUntil(Session session, TenantId tenant, Contract contract, Instant end) {
        List<ContentLine> lines = new ArrayList<>();
        for (Invoice invoice : invoices.ofPeriod(
                session, tenant, contract.plan().currency(), contract.whole().from())) {
            if (invoice.number() != null && invoice.billedUntil().equals(end)) {
                documents
                        .find(session, tenant, invoice.id())
                        .ifPresent(d -> lines.addAll(d.content().lines()));
            }
        }
        return lines;
    }

    private InvoiceContent content(
            TenantId tenant,
            Contract contract,
            Instant until,
            Instant asOf,
            List<UsageStatement> used,
            List<ContentLine> corrections) {
        return database.query(session -> InvoiceMaker.draft(new InvoiceMaker.Input(
                tenant,
                contract,
                used,
                until,
                asOf,
                billedBefore(session, tenant, contract, until),
                corrections,
                profiles.seller(),
                profiles.of(session, tenant))));
    }

    /** The lines of issued invoices of the period that end before this one does. */
    private List<ContentLine> billedBefore(Session session, TenantId tenant, Contract contract, Instant until) {
        List<ContentLine> lines = new ArrayList<>();
        Instant from = contract.whole().from();
        for (Invoice earlier :
                invoices.ofPeriod(session, tenant, contract.plan().currency(), from)) {
            if (earlier.number() != null && earlier.billedUntil().isBefore(until)) {
                documents
                        .find(session, tenant, earlier.id())
                        .ifPresent(d -> lines.addAll(d.content().lines()));
            }
        }
        return lines;
    }
}
