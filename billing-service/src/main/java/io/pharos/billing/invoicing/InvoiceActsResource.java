package io.pharos.billing.invoicing;

import io.pharos.billing.period.Period;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the operator does to invoices: a tenant reads them, and changes none. */
@Path("/api/v1/invoices")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class InvoiceActsResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Invoices invoices;
    private final CreditNotes creditNotes;
    private final Contracts contracts;
    private final TenantDirectory directory;
    private final Repetition repetition;
    private final Clock clock;

    InvoiceActsResource(
            Invoices invoices,
            CreditNotes creditNotes,
            Contracts contracts,
            TenantDirectory directory,
            Repetition repetition,
            Clock clock) {
        this.invoices = invoices;
        this.creditNotes = creditNotes;
        this.contracts = contracts;
        this.directory = directory;
        this.repetition = repetition;
        this.clock = clock;
    }

    /** An invoice before the period's end, over the whole hours until a time; until now where none is given. */
    record InterimRequest(
            @Nullable TenantId tenant, @Nullable Instant until) {}

    /** Why something is done. */
    record ReasonRequest(@Nullable String reason) {}

    /** A credit over an amount with tax; all that is left where none is given. */
    record CreditRequest(
            @Nullable BigDecimal amount, @Nullable String reason) {}

    /** A credit note that was issued. */
    record CreditNoteView(UUID id, String number, InvoiceView invoice) {}

    /** Drafts an interim invoice; what it charges is taken off the period's last one. */
    @POST
    @Path("/interim")
    @ResponseStatus(201)
    public InvoiceView interim(InterimRequest request) {
        if (request.tenant() == null) {
            throw Problem.of(Kind.MALFORMED, "invoice.no-tenant", "Give the tenant that is to be billed.");
        }
        TenantId tenant = directory.tenant(request.tenant()).id();
        Instant now = clock.instant();
        Instant until = (request.until() == null ? now : request.until()).truncatedTo(ChronoUnit.HOURS);
        Period period = contracts.period(tenant, now);
        if (!until.isAfter(period.from()) || until.isAfter(now)) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "invoice.not-billable",
                    "An interim invoice ends within the current period, and not in the future: after " + period.from()
                            + ".");
        }
        return invoices.draft(tenant, period, until, Duration.ZERO)
                .map(InvoiceView::of)
                .orElseThrow(() -> Problem.of(
                        Kind.CONFLICT, "invoice.billed-already", "The tenant has an invoice until that time."));
    }

    /** Issues an invoice whose grace is over. */
    @POST
    @Path("/{invoice}/finalise")
    public InvoiceView finalise(@RestPath UUID invoice) {
        return InvoiceView.of(invoices.finalise(invoice));
    }

    @POST
    @Path("/{invoice}/void")
    public InvoiceView takeBack(@RestPath UUID invoice, ReasonRequest request) {
        return InvoiceView.of(invoices.takeBack(invoice, reason(request.reason())));
    }

    @POST
    @Path("/{invoice}/uncollectible")
    public InvoiceView giveUp(@RestPath UUID invoice) {
        return InvoiceView.of(invoices.giveUp(invoice));
    }

    @POST
    @Path("/{invoice}/dispute/close")
    public InvoiceView closeDispute(@RestPath UUID invoice) {
        return InvoiceView.of(invoices.closeDispute(invoice));
    }

    @POST
    @Path("/{invoice}/credit-notes")
    @ResponseStatus(201)
    public CreditNoteView credit(
            @Context Caller caller,
            @RestPath UUID invoice,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            CreditRequest request) {
        String reason = reason(request.reason());
        var asked = new Repetition.Asked(caller.clientId(), key, "credit on " + invoice, request);
        return repetition.once(asked, CreditNoteView.class, session -> {
            CreditNotes.Credited note = creditNotes.credit(session, invoice, request.amount(), reason);
            return new CreditNoteView(note.id(), note.number(), InvoiceView.of(note.invoice()));
        });
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > 500) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "invoice.no-reason",
                    "Give a reason of 1 to 500 characters; it stands on the document.");
        }
        return reason;
    }
}
