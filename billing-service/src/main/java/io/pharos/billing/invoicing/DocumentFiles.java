package io.pharos.billing.invoicing;

import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.FacturX;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.InvoiceCsv;
import io.pharos.billing.document.InvoiceHtml;
import io.pharos.billing.document.Sha256;
import io.pharos.billing.invoicing.IssuedDocuments.Issued;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * PDF of documents. What was issued is made once and kept with its hash, so that everybody who asks gets the same
 * bytes; a draft is made when it is asked for, and says that it is one.
 */
@Singleton
class DocumentFiles {
    private static final String RENDERER = "report-service/2";
    private static final String KEPT = "select bytes from document_file where tenant_id = $1 and document_id = $2";
    private static final String KEEP = """
            insert into document_file (document_id, tenant_id, kind, renderer, bytes, sha256, made_at)
            values ($1, $2, 'pdf', $3, $4, $5, $6)
            on conflict (document_id, kind) do nothing
            """;

    private final Database database;
    private final RenderClient renderer;
    private final Clock clock;

    DocumentFiles(Database database, RenderClient renderer, Clock clock) {
        this.database = database;
        this.renderer = renderer;
        this.clock = clock;
    }

    byte[] draft(InvoiceContent content) {
        return renderer.pdf(request(content, CanonicalJson.write(content), content.asOf()));
    }

    /** The file of an issued document, made now where it was not yet. */
    byte[] issued(TenantId tenant, Issued document) {
        Optional<byte[]> kept = database.query(session -> kept(session, tenant, document.id()));
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] pdf = renderer.pdf(request(document.content(), document.canonical(), document.issued()));
        return database.transact(session -> {
            session.change(KEEP, document.id(), tenant.value(), RENDERER, pdf, Sha256.of(pdf), clock.instant());
            return kept(session, tenant, document.id()).orElse(pdf);
        });
    }

    private static Optional<byte[]> kept(Session session, TenantId tenant, UUID id) {
        return session.first(KEPT, row -> Columns.bytes(row, "bytes"), tenant.value(), id);
    }

    private static Map<String, ?> request(InvoiceContent content, byte[] canonical, Instant created) {
        Map<String, Object> request = new HashMap<>();
        var profile = content.profile();
        String title = InvoiceHtml.title(content);
        request.put("tenant", content.tenant());
        request.put("title", title);
        request.put("language", profile.language().tag());
        request.put("author", content.seller().party().name());
        request.put("created", created);
        request.put("html", InvoiceHtml.of(content));
        request.put("css", InvoiceHtml.css(content));
        request.put("header", Map.of("left", profile.brand().name(), "right", title));
        request.put("footer", InvoiceHtml.footer(content, Sha256.of(canonical)));
        request.put("attachments", attachments(content, canonical));
        if (content.isDraft()) {
            request.put("watermark", InvoiceHtml.watermark(content));
        } else if (profile.facturX()) {
            request.put("eInvoice", Map.of("fileName", FacturX.FILE_NAME, "level", FacturX.LEVEL));
        }
        return request;
    }

    private static List<Map<String, Object>> attachments(InvoiceContent content, byte[] canonical) {
        List<Map<String, Object>> attachments = new ArrayList<>();
        attachments.add(attachment("invoice.csv", "text/csv", "Lines, taxes and sums", "Data", InvoiceCsv.of(content)));
        attachments.add(attachment(
                "invoice.json",
                "application/json",
                "The canonical content that is hashed",
                "Source",
                new String(canonical, StandardCharsets.UTF_8)));
        if (!content.isDraft() && content.profile().facturX()) {
            attachments.add(
                    attachment(FacturX.FILE_NAME, "text/xml", "Factur-X invoice", "Alternative", FacturX.of(content)));
        }
        return attachments;
    }

    private static Map<String, Object> attachment(
            String name, String type, String description, String relationship, String text) {
        return Map.of(
                "name", name,
                "mediaType", type,
                "description", description,
                "relationship", relationship,
                "content", text.getBytes(StandardCharsets.UTF_8));
    }
}
