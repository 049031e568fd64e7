package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import io.pharos.billing.party.Party;
import io.pharos.billing.party.Profile.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/** An invoice as the XHTML that its PDF is made of: legal contents of the EU (VAT Directive, Art. 226) and of China. */
public final class InvoiceHtml {
    static final String CSS = """
            .brand { font-size: 15pt; font-weight: bold; }
            .brand img { height: 12mm; }
            .kind { font-size: 20pt; font-weight: bold; text-align: right; margin: 0; }
            .two { width: 100%; margin-bottom: 6mm; }
            .two td { vertical-align: top; width: 50%; padding: 0; }
            .label { color: #6b7280; font-size: 7.5pt; }
            .facts { width: 100%; margin-bottom: 7mm; background: #f4f5f8; }
            .facts td { padding: 1.6mm 2.5mm; vertical-align: top; }
            .lines { width: 100%; }
            .lines th { font-size: 7.5pt; color: #6b7280; text-align: left; padding: 1.5mm 1mm; }
            .lines td { padding: 1.8mm 1mm; border-bottom: 0.3pt solid #d5d9e0; vertical-align: top; }
            .words { color: #6b7280; font-size: 7.5pt; }
            .right, .lines th.right { text-align: right; white-space: nowrap; }
            .sums { width: 46%; margin-left: 54%; margin-top: 4mm; page-break-inside: avoid; }
            .sums td { padding: 1mm; }
            .sums .total td { font-weight: bold; font-size: 12pt; }
            .taxes { width: 100%; margin-top: 7mm; page-break-inside: avoid; }
            .note { margin-top: 6mm; padding: 2.5mm; background: #f4f5f8; font-size: 8.5pt; page-break-inside: avoid; }
            """;

    private final InvoiceContent content;
    private final Language language;
    private final ZoneId zone;

    private InvoiceHtml(InvoiceContent content) {
        this.content = content;
        this.language = content.profile().language();
        this.zone = ZoneId.of(content.zone());
    }

    public static String of(InvoiceContent content) {
        return new InvoiceHtml(content).page();
    }

    /** The style sheet, in the brand's colour. */
    public static String css(InvoiceContent content) {
        String colour = content.profile().brand().colour();
        return CSS + ".brand, .kind { color: " + colour + "; } .lines thead th { border-bottom: 1.2pt solid " + colour
                + "; } .sums .total td { border-top: 1.2pt solid " + colour + "; }";
    }

    /** What the document is called. */
    public static String title(InvoiceContent content) {
        Language language = content.profile().language();
        String kind = kind(content).in(language);
        return content.number() == null ? kind + " (" + Words.DRAFT.in(language) + ")" : kind + " " + content.number();
    }

    /** What lies across every page of a draft. */
    public static String watermark(InvoiceContent content) {
        return Words.DRAFT.in(content.profile().language());
    }

    /** What stands below every page: as of when, the hash of the canonical content, and which page. */
    public static Map<String, String> footer(InvoiceContent content, String sha256) {
        Language language = content.profile().language();
        return Map.of(
                "left", Words.AS_OF.in(language) + " " + content.asOf().truncatedTo(ChronoUnit.SECONDS),
                "centre", "SHA-256 " + sha256.substring(0, 16) + "…",
                "right", Words.PAGE.in(language));
    }

    private String page() {
        return """
                <html><body>
                <table class="two"><tr><td class="brand">%s</td><td><h1 class="kind">%s</h1></td></tr></table>
                <table class="two"><tr><td>%s</td><td>%s</td></tr></table>
                <table class="facts"><tr>%s</tr></table>
                %s
                <table class="lines"><thead><tr><th>%s</th><th class="right">%s</th><th class="right">%s (%s)</th></tr></thead>
                <tbody>%s</tbody></table>
                %s%s%s
                </body></html>
                """.formatted(
                        brand(),
                        word(kind(content)),
                        party(Words.SELLER, content.seller().party()),
                        party(Words.BUYER, content.buyer()),
                        facts(),
                        correction(),
                        word(Words.ITEM),
                        word(Words.TAX),
                        word(Words.AMOUNT),
                        content.currency(),
                        content.lines().stream().map(this::line).collect(Collectors.joining()),
                        sums(),
                        taxes(),
                        notes());
    }

    private String brand() {
        var brand = content.profile().brand();
        return brand.logo() == null
                ? escape(brand.name())
                : "<img alt=\"" + escape(brand.name()) + "\" src=\"" + brand.logo() + "\"/>";
    }

    private String party(Words role, Party party) {
        String tax = party.taxNumber().isBlank()
                ? ""
                : "<div>" + word(Words.TAX_NUMBER) + ": " + escape(party.taxNumber()) + "</div>";
        String address = party.address().stream()
                .map(line -> "<div>" + escape(line) + "</div>")
                .collect(Collectors.joining());
        return "<div class=\"label\">" + word(role) + "</div><div><b>" + escape(party.name()) + "</b></div>" + address
                + "<div>" + escape(party.country()) + "</div>" + tax;
    }

    private String facts() {
        String number = content.number() == null ? word(Words.DRAFT) : escape(content.number());
        Instant issued = content.issued();
        String dates = issued == null ? "" : fact(Words.ISSUED, day(issued));
        String due = content.due() == null ? "" : fact(Words.DUE, content.due().toString());
        return fact(Words.NUMBER, number)
                + dates
                + due
                + fact(
                        Words.PERIOD,
                        day(content.from()) + " – " + day(content.to().minusSeconds(1)))
                + fact(Words.PLAN, escape(content.plan()));
    }

    private String fact(Words name, String value) {
        return "<td><div class=\"label\">" + word(name) + "</div>" + value + "</td>";
    }

    private String correction() {
        if (content.corrects() == null) {
            return "";
        }
        String reason = content.reason() == null ? "" : content.reason();
        return "<p>" + word(Words.CORRECTS) + " <b>" + escape(content.corrects()) + "</b>. " + word(Words.REASON) + ": "
                + escape(reason) + "</p>";
    }

    private String line(ContentLine line) {
        return "<tr><td><div>" + escape(line.name()) + "</div><div class=\"words\">" + escape(line.arithmetic())
                + "</div></td><td class=\"right\">" + escape(line.tax().category()) + " "
                + escape(line.tax().rate()) + " %</td><td class=\"right\">" + grouped(line.amount()) + "</td></tr>";
    }

    private String sums() {
        var sums = content.sums();
        return "<table class=\"sums\">" + sum(Words.SUBTOTAL, sums.subtotal(), "")
                + unlessZero(Words.DISCOUNT, "-", sums.discount())
                + sum(Words.NET, sums.net(), "")
                + sum(Words.TAX, sums.tax(), "")
                + sum(Words.TOTAL, sums.total(), "total")
                + (isZero(sums.prepaid())
                        ? ""
                        : sum(Words.PREPAID, "-" + sums.prepaid(), "") + sum(Words.OPEN, sums.due(), "total"))
                + "</table>";
    }

    private String unlessZero(Words name, String sign, String amount) {
        return isZero(amount) ? "" : sum(name, sign + amount, "");
    }

    private String sum(Words name, String amount, String style) {
        return "<tr class=\"" + style + "\"><td>" + word(name) + "</td><td class=\"right\">" + grouped(amount) + " "
                + content.currency() + "</td></tr>";
    }

    private String taxes() {
        return "<table class=\"lines taxes\"><thead><tr><th>" + word(Words.TAX_CATEGORY) + "</th><th class=\"right\">"
                + word(Words.BASE) + "</th><th class=\"right\">" + word(Words.TAX) + "</th></tr></thead><tbody>"
                + content.taxes().stream().map(this::tax).collect(Collectors.joining())
                + "</tbody></table>";
    }

    private String tax(TaxRow row) {
        String reason =
                row.tax().reason().isBlank() ? "" : " – " + escape(row.tax().reason());
        return "<tr><td>" + escape(row.tax().category()) + " "
                + escape(row.tax().rate()) + " %" + reason
                + "</td><td class=\"right\">" + grouped(row.base()) + "</td><td class=\"right\">"
                + grouped(row.amount())
                + "</td></tr>";
    }

    private String notes() {
        String statement =
                content.profile().billingStatement() ? "<div>" + word(Words.NOT_A_TAX_INVOICE) + "</div>" : "";
        String transfer = content.type() == Type.CREDIT_NOTE
                ? ""
                : "<div>" + word(Words.TRANSFER) + ": "
                        + escape(content.seller().bank()) + ". " + word(Words.QUOTE) + "</div>";
        return "<div class=\"note\">" + transfer + statement + "</div>";
    }

    private static Words kind(InvoiceContent content) {
        return switch (content.type()) {
            case INVOICE -> content.profile().billingStatement() ? Words.BILLING_STATEMENT : Words.INVOICE;
            case CREDIT_NOTE -> Words.CREDIT_NOTE;
        };
    }

    private String word(Words word) {
        return word.in(language);
    }

    private String day(Instant time) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(zone));
    }

    private static boolean isZero(String amount) {
        return amount.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    /** 1234567.80 as 1,234,567.80. */
    static String grouped(String amount) {
        return amount.replaceAll("(?<=\\d)(?=(\\d{3})+(?!\\d))(?<!\\.\\d{0,9})", ",");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
