package io.pharos.billing.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.pharos.billing.money.Money;
import io.pharos.billing.party.Party;
import io.pharos.billing.party.Profile;
import io.pharos.billing.party.Seller;
import io.pharos.billing.tax.TaxCategory;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an invoice or a credit note says: what every form of it is made from, and nothing else is. Amounts are
 * decimal texts with the currency's digits. Number, issue and due date are null on a draft.
 */
public record InvoiceContent(
        Type type,
        TenantId tenant,
        @Nullable String number,
        @Nullable Instant issued,
        @Nullable LocalDate due,
        @Nullable String corrects,
        @Nullable String reason,
        Seller seller,
        Profile profile,
        String plan,
        Instant from,
        Instant to,
        String zone,
        Instant asOf,
        String currency,
        List<ContentLine> lines,
        Sums sums,
        List<TaxRow> taxes) {

    public InvoiceContent {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }

    /** The kinds of document, with their codes of UNTDID 1001. */
    public enum Type {
        INVOICE("380"),
        CREDIT_NOTE("381");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** A line with its arithmetic in words; discount and tax are its parts of the document's, which they add up to. */
    public record ContentLine(
            String kind,
            String code,
            String name,
            String amount,
            String discount,
            String lineTax,
            String arithmetic,
            Tax tax) {}

    /** A tax category of EN 16931 with its rate in per cent. */
    public record Tax(String category, String rate, String reason) {
        public static Tax of(TaxCategory category) {
            return new Tax(category.code().name(), category.rate().toPlainString(), category.exemptionReason());
        }

        public TaxCategory taxCategory() {
            return new TaxCategory(TaxCategory.Code.valueOf(category), new BigDecimal(rate), reason);
        }
    }

    /** subtotal − discount = net; net + tax = total; total − prepaid = due. */
    public record Sums(
            String subtotal, String discount, String net, String tax, String total, String prepaid, String due) {
        public static Sums of(Money subtotal, Money discount, Money tax, Money prepaid) {
            Money net = subtotal.minus(discount);
            Money total = net.plus(tax);
            return new Sums(
                    text(subtotal),
                    text(discount),
                    text(net),
                    text(tax),
                    text(total),
                    text(prepaid),
                    text(total.minus(prepaid)));
        }

        Sums prepaid(Money amount) {
            BigDecimal open = new BigDecimal(total).subtract(amount.amount());
            return new Sums(subtotal, discount, net, tax, total, text(amount), open.toPlainString());
        }
    }

    /** A category's taxable base and its tax. */
    public record TaxRow(Tax tax, String base, String amount) {}

    /** The same content, issued. */
    public InvoiceContent issued(String givenNumber, Instant at, @Nullable LocalDate dueOn) {
        return with(givenNumber, at, dueOn, seller, profile, sums);
    }

    /** The same content, of which so much is paid already. */
    public InvoiceContent prepaid(Money amount) {
        return with(number, issued, due, seller, profile, sums.prepaid(amount));
    }

    /** The same content between parties as they were. */
    public InvoiceContent by(Seller was, Profile wasProfile) {
        return with(number, issued, due, was, wasProfile, sums);
    }

    private InvoiceContent with(
            @Nullable String newNumber,
            @Nullable Instant newIssued,
            @Nullable LocalDate newDue,
            Seller newSeller,
            Profile newProfile,
            Sums newSums) {
        return new InvoiceContent(
                type,
                tenant,
                newNumber,
                newIssued,
                newDue,
                corrects,
                reason,
                newSeller,
                newProfile,
                plan,
                from,
                to,
                zone,
                asOf,
                currency,
                lines,
                newSums,
                taxes);
    }

    @JsonIgnore
    public boolean isDraft() {
        return number == null;
    }

    Party buyer() {
        return profile.buyer();
    }

    /** An amount as every form of the document writes it. */
    public static String text(Money money) {
        return money.amount().toPlainString();
    }
}
