package io.pharos.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoice.Balance;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice as the API shows it; amounts are decimal texts in its currency. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvoiceView(
        UUID id,
        @Nullable String number,
        String state,
        String currency,
        String net,
        String tax,
        String total,
        String paid,
        String credited,
        String open,
        Instant periodFrom,
        Instant periodTo,
        Instant billedUntil,
        Instant asOf,
        @Nullable Instant graceUntil,
        @Nullable LocalDate due,
        @Nullable String dispute,
        String dunning) {

    static InvoiceView of(Invoice invoice) {
        Balance balance = invoice.balance();
        return new InvoiceView(
                invoice.id(),
                invoice.number() == null ? null : String.valueOf(invoice.number()),
                invoice.stateName(),
                invoice.currency().getCurrencyCode(),
                text(invoice.net()),
                text(invoice.tax()),
                text(invoice.total()),
                text(balance.paid()),
                text(balance.credited()),
                text(balance.open()),
                invoice.period().from(),
                invoice.period().to(),
                invoice.billedUntil(),
                invoice.asOf(),
                invoice.state() instanceof InvoiceState.Grace grace ? grace.until() : null,
                invoice.due(),
                invoice.dispute(),
                invoice.dunning().code());
    }

    private static String text(Money money) {
        return InvoiceContent.text(money);
    }
}
