package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.Balance;
import io.pharos.billing.invoice.InvoiceNumber;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.money.Money;
import io.pharos.billing.period.Period;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice as it is kept: what it is over, and where it is in its life. What it says is kept apart. */
public record Invoice(
        UUID id,
        TenantId tenant,
        String seller,
        Currency currency,
        Period period,
        Instant billedUntil,
        Instant asOf,
        InvoiceState state,
        Money net,
        Money tax,
        @Nullable LocalDate due,
        @Nullable String dispute,
        Dunning dunning) {

    /** How far dunning has gone. */
    public enum Dunning {
        NONE,
        REMINDED,
        RESTRICTED,
        SUSPENDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Money total() {
        return net.plus(tax);
    }

    /** The number, null on a draft. */
    public @Nullable InvoiceNumber number() {
        return switch (state) {
            case InvoiceState.Draft _, InvoiceState.Grace _ -> null;
            case InvoiceState.Finalised s -> s.number();
            case InvoiceState.Paid s -> s.number();
            case InvoiceState.Voided s -> s.number();
            case InvoiceState.Uncollectible s -> s.number();
        };
    }

    /** What is paid and credited; nothing is due on one that was taken back. */
    public Balance balance() {
        return switch (state) {
            case InvoiceState.Draft _, InvoiceState.Grace _ -> Balance.of(total());
            case InvoiceState.Finalised s -> s.balance();
            case InvoiceState.Paid s -> s.balance();
            case InvoiceState.Voided _ -> Balance.of(Money.zero(currency));
            case InvoiceState.Uncollectible s -> s.balance();
        };
    }

    /** The state's name as the API and the table spell it. */
    public String stateName() {
        return switch (state) {
            case InvoiceState.Draft _ -> "draft";
            case InvoiceState.Grace _ -> "grace";
            case InvoiceState.Finalised _ -> "finalised";
            case InvoiceState.Paid _ -> "paid";
            case InvoiceState.Voided _ -> "void";
            case InvoiceState.Uncollectible _ -> "uncollectible";
        };
    }

    public Invoice in(InvoiceState next) {
        return new Invoice(
                id, tenant, seller, currency, period, billedUntil, asOf, next, net, tax, due, dispute, dunning);
    }
}
