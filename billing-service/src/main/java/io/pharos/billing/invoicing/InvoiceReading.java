package io.pharos.billing.invoicing;

import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.FacturX;
import io.pharos.billing.document.FocusExport;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.Sha256;
import io.pharos.billing.invoicing.IssuedDocuments.Issued;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.money.Money;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant reads of its invoices, and of nobody else's. */
@Singleton
class InvoiceReading {
    private final Database database;
    private final InvoiceStore invoices;
    private final IssuedDocuments documents;
    private final DocumentFiles files;
    private final Drafts drafts;
    private final Ledger ledger;
    private final Clock clock;

    InvoiceReading(
            Database database,
            InvoiceStore invoices,
            IssuedDocuments documents,
            DocumentFiles files,
            Drafts drafts,
            Ledger ledger,
            Clock clock) {
        this.database = database;
        this.invoices = invoices;
        this.documents = documents;
        this.files = files;
        this.drafts = drafts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whether what was issued is what a recomputation from usage gives, and the chain that it is a link of. */
    record Verification(
            String number,
            boolean regenerates,
            String sha256,
            String regeneratedSha256,
            String previous,
            String chain) {}

    List<Invoice> list(TenantId tenant, @Nullable UUID after, int most) {
        return database.query(session -> {
            InvoiceStore.After place = after == null
                    ? null
                    : invoices.find(session, tenant, after)
                            .map(i -> new InvoiceStore.After(i.period().from(), i.id()))
                            .orElseThrow(InvoiceActs::notFound);
            return invoices.ofTenant(session, tenant, place, most);
        });
    }

    Invoice one(TenantId tenant, UUID id) {
        return database.query(session -> invoices.find(session, tenant, id)).orElseThrow(InvoiceActs::notFound);
    }

    /** What an invoice says: as it was issued, or as its draft stands. */
    InvoiceContent content(TenantId tenant, UUID id) {
        return CanonicalJson.read(canonical(tenant, id));
    }

    byte[] canonical(TenantId tenant, UUID id) {
        return database.query(session -> documents
                .find(session, tenant, id)
                .map(Issued::canonical)
                .or(() -> invoices.draft(session, tenant, id))
                .orElseThrow(InvoiceActs::notFound));
    }

    byte[] pdf(TenantId tenant, UUID id) {
        return database.query(session -> documents.find(session, tenant, id))
                .map(document -> files.issued(tenant, document))
                .orElseGet(() -> files.draft(content(tenant, id)));
    }

    /** The invoice of the period that goes on, as it would be if it ended now. */
    InvoiceContent preview(TenantId tenant) {
        return drafts.now(tenant, clock.instant());
    }

    byte[] previewPdf(TenantId tenant) {
        return files.draft(preview(tenant));
    }

    List<Issued> documents(TenantId tenant, UUID invoice) {
        one(tenant, invoice);
        return database.query(session -> documents.ofInvoice(session, tenant, invoice));
    }

    List<Ledger.Entry> entries(TenantId tenant, UUID invoice) {
        one(tenant, invoice);
        return database.query(session -> ledger.ofInvoice(session, tenant, invoice));
    }

    String focus(TenantId tenant, Instant from, Instant to) {
        List<Issued> issued = database.query(session -> documents.ofTime(session, tenant, from, to));
        return FocusExport.of(issued.stream().map(Issued::content).toList());
    }

    byte[] facturX(TenantId tenant, UUID id) {
        return FacturX.of(issued(tenant, id).content()).getBytes(StandardCharsets.UTF_8);
    }

    Issued issued(TenantId tenant, UUID id) {
        one(tenant, id);
        return database.query(session -> documents.find(session, tenant, id))
                .orElseThrow(() -> Problem.of(
                        Kind.CONFLICT,
                        "invoice.still-a-draft",
                        "The invoice is not issued yet; this form is of issued invoices only."));
    }

    /** What wallets held when it was issued no usage tells: the books do. */
    private static Money prepaid(InvoiceContent was) {
        return Money.exact(new BigDecimal(was.sums().prepaid()), Currency.getInstance(was.currency()));
    }

    /** Computes an issued invoice anew, from usage as it was known then, and compares the bytes. */
    Verification verify(TenantId tenant, UUID id) {
        Invoice invoice = one(tenant, id);
        Issued issued = issued(tenant, id);
        InvoiceContent was = issued.content();
        InvoiceContent again = drafts.of(tenant, invoice.period().from(), invoice.billedUntil(), was.asOf())
                .by(was.seller(), was.profile())
                .issued(issued.number(), issued.issued(), was.due())
                .prepaid(prepaid(was));
        String sha256 = Sha256.of(CanonicalJson.write(again));
        return new Verification(
                issued.number(),
                sha256.equals(issued.sha256()),
                issued.sha256(),
                sha256,
                issued.previous(),
                issued.chain());
    }
}
