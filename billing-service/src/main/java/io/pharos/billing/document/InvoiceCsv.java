package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import java.util.List;

/** An invoice as CSV (RFC 4180, UTF-8): a row for each line, each tax and each sum, so that the amounts can be added up. */
public final class InvoiceCsv {
    private InvoiceCsv() {}

    public static String of(InvoiceContent content) {
        Csv csv = new Csv(List.of(
                "document",
                "row",
                "code",
                "name",
                "amount",
                "discount",
                "currency",
                "tax_category",
                "tax_rate",
                "tax_base",
                "from",
                "to",
                "arithmetic"));
        content.lines().forEach(line -> line(csv, content, line));
        content.taxes().forEach(tax -> tax(csv, content, tax));
        var sums = content.sums();
        sum(csv, content, "subtotal", sums.subtotal());
        sum(csv, content, "discount", sums.discount());
        sum(csv, content, "net", sums.net());
        sum(csv, content, "tax", sums.tax());
        sum(csv, content, "total", sums.total());
        sum(csv, content, "prepaid", sums.prepaid());
        sum(csv, content, "due", sums.due());
        return csv.text();
    }

    private static void line(Csv csv, InvoiceContent content, ContentLine line) {
        csv.row(
                document(content),
                line.kind(),
                line.code(),
                line.name(),
                line.amount(),
                line.discount(),
                content.currency(),
                line.tax().category(),
                line.tax().rate(),
                "",
                content.from().toString(),
                content.to().toString(),
                line.arithmetic());
    }

    private static void tax(Csv csv, InvoiceContent content, TaxRow row) {
        csv.row(
                document(content),
                "TAX",
                "",
                "",
                row.amount(),
                "",
                content.currency(),
                row.tax().category(),
                row.tax().rate(),
                row.base(),
                content.from().toString(),
                content.to().toString(),
                row.tax().reason());
    }

    private static void sum(Csv csv, InvoiceContent content, String name, String amount) {
        csv.row(document(content), "SUM", name, "", amount, "", content.currency(), "", "", "", "", "", "");
    }

    private static String document(InvoiceContent content) {
        return content.number() == null ? "draft" : content.number();
    }
}
