package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Sums;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import io.pharos.billing.party.Party;
import io.pharos.billing.party.Profile;
import io.pharos.billing.party.Seller;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Documents for tests. */
public final class Samples {
    private static final Tax STANDARD = new Tax("S", "6", "");
    private static final Tax REVERSE = new Tax("AE", "0", "Reverse charge");

    private Samples() {}

    public static InvoiceContent invoice() {
        return invoice("Acme Trading GmbH");
    }

    /** Lines 1000.00 and 10.05 at 6 % with 10.00 off the first, 50.00 reverse charged, and a credit of 5.00. */
    public static InvoiceContent invoice(String buyer) {
        Party seller = new Party("Pharos", "91310000MA1PHAROS8", List.of("1 Lighthouse Road"), "CN", "");
        Profile profile = new Profile(
                new Party(buyer, "DE123456789", List.of("Hauptstr. 1", "10115 Berlin"), "DE", "pay@acme.example"),
                Profile.Language.EN,
                Profile.Brand.PHAROS,
                false,
                true);
        return new InvoiceContent(
                Type.INVOICE,
                new TenantId("acme"),
                "PH-7",
                Instant.parse("2026-11-01T00:15:00Z"),
                LocalDate.of(2026, 12, 1),
                null,
                null,
                new Seller("PH", seller, "Bank 1", 30),
                profile,
                "standard@1",
                Instant.parse("2026-09-30T16:00:00Z"),
                Instant.parse("2026-10-31T16:00:00Z"),
                "Asia/Shanghai",
                Instant.parse("2026-11-01T00:14:00Z"),
                "CNY",
                List.of(
                        new ContentLine("RECURRING", "base", "Base fee", "1000.00", "10.00", "59.40", "fee", STANDARD),
                        new ContentLine("USAGE", "samples", "Samples", "10.05", "0.00", "0.60", "1 × 10.05", STANDARD),
                        new ContentLine("USAGE", "eu", "Samples, EU", "50.00", "0.00", "0.00", "50", REVERSE),
                        new ContentLine("DISCOUNT", "credit", "Discount", "-5.00", "0.00", "-0.30", "-5", STANDARD)),
                new Sums("1055.05", "10.00", "1045.05", "59.70", "1104.75", "0.00", "1104.75"),
                List.of(new TaxRow(STANDARD, "995.05", "59.70"), new TaxRow(REVERSE, "50.00", "0.00")));
    }
}
