package io.pharos.billing.invoicing;

import io.pharos.billing.document.EFapiao;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.InvoiceCsv;
import io.pharos.billing.ledger.Ledger;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A tenant's own invoices, in every form. */
@Path("/api/v1/invoices")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class InvoicesResource {
    private static final int MOST = 200;
    private static final String PDF = "application/pdf";
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String DISPOSITION = "Content-Disposition";
    private static final String ATTACHMENT = "attachment";

    private final InvoiceReading reading;
    private final Invoices invoices;

    InvoicesResource(InvoiceReading reading, Invoices invoices) {
        this.reading = reading;
        this.invoices = invoices;
    }

    /** A page of invoices, the latest period first; {@code next} begins the page after. */
    record InvoicesView(
            List<InvoiceView> invoices, @Nullable UUID next) {}

    /** An invoice with what it says and what was issued about it. */
    record OneInvoiceView(InvoiceView invoice, InvoiceContent content, List<DocumentView> documents) {}

    /** An issued document with the link of the chain that it is. */
    record DocumentView(UUID id, String kind, String number, Instant issued, String sha256, String chain) {
        static DocumentView of(IssuedDocuments.Issued issued) {
            return new DocumentView(
                    issued.id(), issued.series(), issued.number(), issued.issued(), issued.sha256(), issued.chain());
        }
    }

    /** The books of an invoice: they add up to zero. */
    record LedgerView(List<EntryView> entries) {}

    /** One side of a movement: above zero is debit. */
    record EntryView(String kind, String reference, Instant booked, String account, String currency, String amount) {
        static EntryView of(Ledger.Entry entry) {
            return new EntryView(
                    entry.kind(),
                    entry.reference(),
                    entry.booked(),
                    entry.account(),
                    entry.amount().currency().getCurrencyCode(),
                    InvoiceContent.text(entry.amount()));
        }
    }

    /** What a customer objects to; null takes it back. */
    record DisputeRequest(@Nullable String reason) {}

    @GET
    public InvoicesView all(
            @Context TenantContext context,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = Math.clamp(limit, 1, MOST);
        List<Invoice> page = reading.list(context.tenant(), after, most);
        UUID next = page.size() < most ? null : page.getLast().id();
        return new InvoicesView(page.stream().map(InvoiceView::of).toList(), next);
    }

    /** The period that goes on, as if it ended now. */
    @GET
    @Path("/preview")
    public InvoiceContent preview(@Context TenantContext context) {
        return reading.preview(context.tenant());
    }

    @GET
    @Path("/preview/invoice.pdf")
    @Produces(PDF)
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public byte[] previewPdf(@Context TenantContext context) {
        return reading.previewPdf(context.tenant());
    }

    @GET
    @Path("/preview/invoice.csv")
    @Produces(CSV)
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public String previewCsv(@Context TenantContext context) {
        return InvoiceCsv.of(reading.preview(context.tenant()));
    }

    /** What was issued from one day (UTC) to another, the last not included, by FOCUS 1.2. */
    @GET
    @Path("/focus.csv")
    @Produces(CSV)
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public String focus(
            @Context TenantContext context,
            @QueryParam("from") @DefaultValue("2000-01-01") String from,
            @QueryParam("to") @DefaultValue("2999-01-01") String to) {
        return reading.focus(context.tenant(), day(from), day(to));
    }

    @GET
    @Path("/{invoice}")
    public OneInvoiceView one(@Context TenantContext context, @RestPath UUID invoice) {
        return new OneInvoiceView(
                InvoiceView.of(reading.one(context.tenant(), invoice)),
                reading.content(context.tenant(), invoice),
                reading.documents(context.tenant(), invoice).stream()
                        .map(DocumentView::of)
                        .toList());
    }

    /** The PDF of the invoice, or of a credit note on one. */
    @GET
    @Path("/{document}/invoice.pdf")
    @Produces(PDF)
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public byte[] pdf(@Context TenantContext context, @RestPath UUID document) {
        return reading.pdf(context.tenant(), document);
    }

    @GET
    @Path("/{document}/invoice.csv")
    @Produces(CSV)
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public String csv(@Context TenantContext context, @RestPath UUID document) {
        return InvoiceCsv.of(reading.content(context.tenant(), document));
    }

    /** The canonical content, byte for byte what is hashed. */
    @GET
    @Path("/{document}/invoice.json")
    @Produces("application/json")
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public byte[] canonical(@Context TenantContext context, @RestPath UUID document) {
        return reading.canonical(context.tenant(), document);
    }

    @GET
    @Path("/{invoice}/factur-x.xml")
    @Produces("application/xml")
    @ResponseHeader(name = DISPOSITION, value = ATTACHMENT)
    public byte[] facturX(@Context TenantContext context, @RestPath UUID invoice) {
        return reading.facturX(context.tenant(), invoice);
    }

    /** What the tax authority's platform needs to issue the e-fapiao. */
    @GET
    @Path("/{invoice}/e-fapiao.json")
    public EFapiao eFapiao(@Context TenantContext context, @RestPath UUID invoice) {
        return EFapiao.of(reading.issued(context.tenant(), invoice).content());
    }

    @GET
    @Path("/{invoice}/ledger")
    public LedgerView ledger(@Context TenantContext context, @RestPath UUID invoice) {
        return new LedgerView(reading.entries(context.tenant(), invoice).stream()
                .map(EntryView::of)
                .toList());
    }

    /** Computes the invoice anew from usage as it was known then, and compares. */
    @GET
    @Path("/{invoice}/verification")
    public InvoiceReading.Verification verify(@Context TenantContext context, @RestPath UUID invoice) {
        return reading.verify(context.tenant(), invoice);
    }

    /** Objects to an invoice, or takes the objection back; while it stands nobody is dunned for it. */
    @POST
    @Path("/{invoice}/dispute")
    @RequiresScope(Scope.BILLING_WRITE)
    public InvoiceView dispute(@Context TenantContext context, @RestPath UUID invoice, DisputeRequest request) {
        String reason = request.reason();
        if (reason != null && (reason.isBlank() || reason.length() > 2000)) {
            throw Problem.of(Kind.MALFORMED, "invoice.malformed-dispute", "Say in 1 to 2000 characters what is wrong.");
        }
        return InvoiceView.of(invoices.dispute(context.tenant(), invoice, reason));
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Problem.of(Kind.MALFORMED, "invoice.malformed-day", "Give days as 2026-11-01.");
        }
    }
}
