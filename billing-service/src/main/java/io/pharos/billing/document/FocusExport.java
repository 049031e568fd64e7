package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import java.math.BigDecimal;
import java.util.List;

/**
 * Issued documents as rows of FOCUS 1.2 (FinOps Open Cost and Usage Specification). The sum of {@code BilledCost} over
 * an {@code InvoiceId} is that document's total; a credit note's rows are corrections below zero.
 */
public final class FocusExport {
    private static final List<String> COLUMNS = List.of(
            "BilledCost",
            "BillingAccountId",
            "BillingAccountName",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "ChargeCategory",
            "ChargeClass",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "ContractedCost",
            "EffectiveCost",
            "InvoiceId",
            "InvoiceIssuerName",
            "ListCost",
            "ProviderName",
            "PublisherName",
            "ServiceCategory",
            "ServiceName",
            "ServiceSubcategory",
            "SkuId");

    private FocusExport() {}

    public static String of(List<InvoiceContent> documents) {
        Csv csv = new Csv(COLUMNS);
        for (InvoiceContent content : documents) {
            content.lines().forEach(line -> line(csv, content, line));
            content.taxes().forEach(row -> tax(csv, content, row));
            prepaid(csv, content);
        }
        return csv.text();
    }

    private static void line(Csv csv, InvoiceContent content, ContentLine line) {
        row(csv, content, category(line), line.name(), signed(content, line.amount()), line.code());
        if (new BigDecimal(line.discount()).signum() != 0) {
            BigDecimal off = signed(content, line.discount()).negate();
            row(csv, content, "Credit", "Discount on " + line.name(), off, line.code());
        }
    }

    private static void tax(Csv csv, InvoiceContent content, TaxRow row) {
        String name = "Tax " + row.tax().category() + " " + row.tax().rate() + " %";
        row(csv, content, "Tax", name, signed(content, row.amount()), "");
    }

    /** With it the rows add up to what is payable. */
    private static void prepaid(Csv csv, InvoiceContent content) {
        BigDecimal prepaid = new BigDecimal(content.sums().prepaid());
        if (prepaid.signum() != 0) {
            row(
                    csv,
                    content,
                    "Credit",
                    "Paid from prepaid credit",
                    signed(content, content.sums().prepaid()).negate(),
                    "");
        }
    }

    private static void row(
            Csv csv, InvoiceContent content, String category, String description, BigDecimal cost, String sku) {
        String amount = cost.toPlainString();
        String brand = content.profile().brand().name();
        csv.row(
                amount,
                content.tenant().value(),
                content.buyer().name(),
                content.currency(),
                content.to().toString(),
                content.from().toString(),
                category,
                content.type() == Type.CREDIT_NOTE ? "Correction" : "",
                description,
                category.equals("Usage") ? "Usage-Based" : "Recurring",
                content.to().toString(),
                content.from().toString(),
                amount,
                amount,
                String.valueOf(content.number()),
                content.seller().party().name(),
                amount,
                brand,
                brand,
                "Management and Governance",
                "Monitoring",
                "Observability",
                sku);
    }

    private static String category(ContentLine line) {
        return switch (line.kind()) {
            case "RECURRING", "COMMITMENT", "TRUE_UP" -> "Purchase";
            case "DISCOUNT", "RELIEF" -> "Credit";
            case "BILLED_BEFORE", "CREDIT", "CORRECTION" -> "Adjustment";
            default -> "Usage";
        };
    }

    private static BigDecimal signed(InvoiceContent content, String amount) {
        BigDecimal value = new BigDecimal(amount);
        return content.type() == Type.CREDIT_NOTE ? value.negate() : value;
    }
}
