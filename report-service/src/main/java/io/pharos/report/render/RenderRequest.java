package io.pharos.report.render;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document to make. The time is the document's own and goes into it, so that the same request makes the same bytes.
 * HTML is well-formed (XHTML); header and footer know {@code {page}} and {@code {pages}}.
 */
public record RenderRequest(
        TenantId tenant,
        String title,
        String language,
        @Nullable String author,
        Instant created,
        String html,
        @Nullable String css,
        @Nullable String watermark,
        @Nullable Margin header,
        @Nullable Margin footer,
        @Nullable LongTable table,
        @Nullable List<Attachment> attachments,
        @Nullable EInvoice eInvoice) {

    public RenderRequest {
        requireThere(tenant, title, language, created, html);
    }

    /** What is embedded, in order. */
    List<Attachment> embedded() {
        return attachments == null ? List.of() : attachments;
    }

    /** Stands for the words of the document, in its id. */
    long fingerprint() {
        return Objects.hash(tenant, title, language, created, html, css, table);
    }

    /** What stands above or below every page. */
    public record Margin(
            @Nullable String left,
            @Nullable String centre,
            @Nullable String right) {}

    /** A table of any length, set row by row after the HTML's pages; one line a row, its head repeated. */
    public record LongTable(String title, List<Column> columns, List<List<String>> rows) {
        public LongTable {
            requireThere(title, columns, rows);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            if (columns.isEmpty() || columns.size() > 20) {
                throw malformed("A long table has 1 to 20 columns.");
            }
        }
    }

    /** A column with its share of the width. */
    public record Column(String name, double width, boolean right) {
        public Column {
            requireThere(name);
            if (!(width > 0)) {
                throw malformed("A column's width is above 0.");
            }
        }
    }

    /** A file embedded in the document; the relationship is one of PDF/A-3's: Data, Source, Alternative, Supplement. */
    public record Attachment(String name, String mediaType, String description, String relationship, byte[] content) {
        private static final List<String> RELATIONSHIPS = List.of("Data", "Source", "Alternative", "Supplement");

        public Attachment {
            requireThere(name, mediaType, description, relationship, content);
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}") || !RELATIONSHIPS.contains(relationship)) {
                throw malformed("An attachment has a plain file name, and is Data, Source, Alternative or Supplement.");
            }
        }
    }

    /** Says in the metadata that an attachment is the invoice of Factur-X 1.0, at a level such as EN 16931. */
    public record EInvoice(String fileName, String level) {
        public EInvoice {
            requireThere(fileName, level);
        }
    }

    private static void requireThere(@Nullable Object... values) {
        for (Object value : values) {
            if (value == null) {
                throw malformed("Give tenant, title, language, created and html, and every field of what is given.");
            }
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "render.malformed-request", Objects.requireNonNull(detail));
    }
}
