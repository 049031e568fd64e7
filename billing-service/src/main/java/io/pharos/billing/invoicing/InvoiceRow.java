package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.Balance;
import io.pharos.billing.invoice.InvoiceNumber;
import io.pharos.billing.invoice.InvoiceState;
import io.pharos.billing.invoicing.Invoice.Dunning;
import io.pharos.billing.money.Money;
import io.pharos.billing.period.Period;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Currency;
import java.util.Locale;

/** Reads an invoice from its row. */
final class InvoiceRow {
    private InvoiceRow() {}

    static Invoice invoice(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Invoice(
                row.getUUID("id"),
                new TenantId(row.getString("tenant_id")),
                row.getString("seller"),
                currency,
                new Period(Columns.instant(row, "period_from"), Columns.instant(row, "period_to")),
                Columns.instant(row, "billed_until"),
                Columns.instant(row, "as_of"),
                state(row, currency),
                new Money(row.getLong("net_minor"), currency),
                new Money(row.getLong("tax_minor"), currency),
                row.getLocalDate("due_on"),
                row.getString("dispute"),
                Dunning.valueOf(row.getString("dunning").toUpperCase(Locale.ROOT)));
    }

    private static InvoiceState state(Row row, Currency currency) {
        Balance balance = balance(row, currency);
        return switch (row.getString("state")) {
            case "draft" -> new InvoiceState.Draft();
            case "grace" -> new InvoiceState.Grace(Columns.instant(row, "grace_until"));
            case "finalised" -> new InvoiceState.Finalised(number(row), Columns.instant(row, "issued_at"), balance);
            case "paid" ->
                new InvoiceState.Paid(
                        number(row), Columns.instant(row, "issued_at"), Columns.instant(row, "settled_at"), balance);
            case "void" ->
                new InvoiceState.Voided(number(row), Columns.instant(row, "ended_at"), row.getString("void_reason"));
            case "uncollectible" ->
                new InvoiceState.Uncollectible(
                        number(row), Columns.instant(row, "issued_at"), Columns.instant(row, "ended_at"), balance);
            default -> throw new IllegalStateException("an invoice that is " + row.getString("state"));
        };
    }

    private static Balance balance(Row row, Currency currency) {
        Money net = new Money(row.getLong("net_minor"), currency);
        Money tax = new Money(row.getLong("tax_minor"), currency);
        return new Balance(
                net.plus(tax),
                new Money(row.getLong("paid_minor"), currency),
                new Money(row.getLong("credited_minor"), currency));
    }

    private static InvoiceNumber number(Row row) {
        return new InvoiceNumber(row.getString("seller"), row.getLong("sequence"));
    }
}
