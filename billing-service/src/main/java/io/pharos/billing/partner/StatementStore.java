package io.pharos.billing.partner;

import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Partners' statements in PostgreSQL, and the revenue that they are of. */
@Singleton
class StatementStore {
    /** An invoice is whose customer the tenant was when it was issued; all that the books say of it since counts with it. */
    private static final String REVENUE = """
            select date_trunc('month', i.issued_at at time zone 'UTC')::date as month, i.tenant_id,
                -sum(e.amount_minor)::bigint as minor
            from partner_customer c
            join invoice i on i.tenant_id = c.tenant_id and i.issued_at >= c.from_at and i.issued_at < c.until_at
            join ledger_entry e on e.tenant_id = i.tenant_id and e.invoice_id = i.id and e.account = 'revenue'
            join ledger_movement m on m.id = e.movement_id
            where c.partner = $1 and i.currency = $2 and i.issued_at < $3 and m.booked_at < $3
            group by 1, 2
            """;

    private static final String CURRENCIES = """
            select distinct i.currency from partner_customer c
            join invoice i on i.tenant_id = c.tenant_id and i.issued_at >= c.from_at and i.issued_at < c.until_at
            where c.partner = $1 and i.issued_at < $2 order by 1
            """;
    private static final String ADD = """
            insert into partner_statement (partner, currency, month, total_minor, content, content_sha256, issued_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String COLUMNS = "currency, month, total_minor, content, content_sha256, issued_at";
    private static final String OF_PARTNER =
            "select " + COLUMNS + " from partner_statement where partner = $1 order by month desc, currency";
    private static final String ONE =
            "select " + COLUMNS + " from partner_statement where partner = $1 and currency = $2 and month = $3";

    /** A statement as it was issued. */
    record Issued(String currency, YearMonth month, Money total, String content, String sha256, Instant issued) {}

    Map<YearMonth, Map<TenantId, Money>> revenue(Session session, TenantId partner, Currency currency, YearMonth last) {
        Map<YearMonth, Map<TenantId, Money>> revenue = new TreeMap<>();
        session.list(
                        REVENUE,
                        row -> new Earned(
                                YearMonth.from(row.getLocalDate("month")),
                                new TenantId(row.getString("tenant_id")),
                                new Money(row.getLong("minor"), currency)),
                        partner.value(),
                        currency.getCurrencyCode(),
                        end(last))
                .forEach(e ->
                        revenue.computeIfAbsent(e.month(), m -> new TreeMap<>()).put(e.customer(), e.amount()));
        return revenue;
    }

    private record Earned(YearMonth month, TenantId customer, Money amount) {}

    List<Currency> currencies(Session session, TenantId partner, YearMonth last) {
        return session.list(
                CURRENCIES, row -> Currency.getInstance(row.getString("currency")), partner.value(), end(last));
    }

    void add(Session session, TenantId partner, Issued issued) {
        session.change(
                ADD,
                partner.value(),
                issued.currency(),
                issued.month().atDay(1),
                issued.total().minor(),
                issued.content(),
                issued.sha256(),
                issued.issued());
    }

    List<Issued> ofPartner(Session session, TenantId partner) {
        return session.list(OF_PARTNER, StatementStore::issued, partner.value());
    }

    Optional<Issued> find(Session session, TenantId partner, Currency currency, YearMonth month) {
        return session.first(ONE, StatementStore::issued, partner.value(), currency.getCurrencyCode(), month.atDay(1));
    }

    private static Issued issued(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Issued(
                currency.getCurrencyCode(),
                YearMonth.from(row.getLocalDate("month")),
                new Money(row.getLong("total_minor"), currency),
                row.getString("content"),
                row.getString("content_sha256"),
                Columns.instant(row, "issued_at"));
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
