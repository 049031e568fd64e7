package io.pharos.billing.invoicing;

import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.Sha256;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What was issued, in PostgreSQL: numbered without a gap for each seller and series, each hashed together with the one
 * before. The database itself refuses a gap, a broken chain, a change and a deletion.
 */
@Singleton
public class IssuedDocuments {
    private static final String LAST = """
            select sequence, chain_sha256 from issued_document where seller = $1 and series = $2
            order by sequence desc limit 1
            """;
    private static final String ADD = """
            insert into issued_document (seller, series, sequence, id, tenant_id, invoice_id, number, issued_at, content,
                content_sha256, previous_sha256, chain_sha256)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;
    private static final String COLUMNS =
            "id, invoice_id, series, number, issued_at, content, content_sha256, previous_sha256, chain_sha256";
    private static final String OF_INVOICE = "select " + COLUMNS
            + " from issued_document where tenant_id = $1 and invoice_id = $2 order by issued_at, number";
    private static final String ONE = "select " + COLUMNS + " from issued_document where tenant_id = $1 and id = $2";
    private static final String OF_TIME = "select " + COLUMNS + """
             from issued_document where tenant_id = $1 and issued_at >= $2 and issued_at < $3 order by issued_at, number
            """;
    private static final String WITHOUT_FILE = """
            select d.id, d.tenant_id from issued_document d
            where not exists (select 1 from document_file f where f.document_id = d.id)
            order by d.issued_at, d.id limit $1
            """;

    /** The ranges of numbers. */
    enum Series {
        INVOICE("invoice", ""),
        CREDIT_NOTE("credit-note", "CN-");

        private final String code;
        private final String prefix;

        Series(String code, String prefix) {
            this.code = code;
            this.prefix = prefix;
        }

        String number(String seller, long sequence) {
            return seller + "-" + prefix + sequence;
        }
    }

    /** A place in a series that is held until the transaction ends, and the chain up to it. */
    record Place(String seller, Series series, long sequence, String previous) {
        String number() {
            return series.number(seller, sequence);
        }
    }

    /** A document as it was issued. */
    public record Issued(
            UUID id,
            UUID invoice,
            String series,
            String number,
            Instant issued,
            byte[] canonical,
            String sha256,
            String previous,
            String chain) {
        public InvoiceContent content() {
            return CanonicalJson.read(canonical);
        }
    }

    /** A document without its file. */
    record Unfiled(UUID id, TenantId tenant) {}

    /** The next place of a series; who comes second waits until the first has committed or given up. */
    Place next(Session session, String seller, Series series) {
        session.lock("billing.numbers." + seller + "." + series.code);
        return session.first(
                        LAST,
                        row -> new Place(seller, series, row.getLong("sequence") + 1, row.getString("chain_sha256")),
                        seller,
                        series.code)
                .orElseGet(() -> new Place(seller, series, 1, ""));
    }

    void add(Session session, Place place, UUID id, UUID invoice, InvoiceContent content) {
        byte[] canonical = CanonicalJson.write(content);
        String sha256 = Sha256.of(canonical);
        String number = Objects.requireNonNull(content.number());
        session.change(
                ADD,
                place.seller(),
                place.series().code,
                place.sequence(),
                id,
                content.tenant().value(),
                invoice,
                number,
                content.issued(),
                new String(canonical, StandardCharsets.UTF_8),
                sha256,
                place.previous(),
                Sha256.of(place.previous(), number, sha256));
    }

    public Optional<Issued> find(Session session, TenantId tenant, UUID id) {
        return session.first(ONE, IssuedDocuments::issued, tenant.value(), id);
    }

    /** The invoice and its credit notes, in the order of their issue. */
    public List<Issued> ofInvoice(Session session, TenantId tenant, UUID invoice) {
        return session.list(OF_INVOICE, IssuedDocuments::issued, tenant.value(), invoice);
    }

    List<Issued> ofTime(Session session, TenantId tenant, Instant from, Instant to) {
        return session.list(OF_TIME, IssuedDocuments::issued, tenant.value(), from, to);
    }

    /** Documents whose file is still to be made, the oldest first. */
    List<Unfiled> withoutFile(Session session, int most) {
        return session.list(
                WITHOUT_FILE, row -> new Unfiled(row.getUUID("id"), new TenantId(row.getString("tenant_id"))), most);
    }

    private static Issued issued(Row row) {
        return new Issued(
                row.getUUID("id"),
                row.getUUID("invoice_id"),
                row.getString("series"),
                row.getString("number"),
                Columns.instant(row, "issued_at"),
                row.getString("content").getBytes(StandardCharsets.UTF_8),
                row.getString("content_sha256"),
                row.getString("previous_sha256"),
                row.getString("chain_sha256"));
    }
}
