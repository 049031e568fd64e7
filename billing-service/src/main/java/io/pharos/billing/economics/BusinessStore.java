package io.pharos.billing.economics;

import io.pharos.billing.money.Rounding;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Counts of the whole business over some months. */
@Singleton
class BusinessStore {
    /** Free is who has a plan within the time and has never had revenue before it. */
    private static final String CONVERSION = """
            with paying as (
                select e.tenant_id, min(m.booked_at) as since from ledger_entry e
                join ledger_movement m on m.id = e.movement_id
                where e.account = 'revenue' and e.amount_minor < 0 group by 1
            )
            select count(distinct s.tenant_id) filter (where p.since is null or p.since >= $1) as free,
                count(distinct s.tenant_id) filter (where p.since >= $1 and p.since < $2) as became
            from subscription s left join paying p on p.tenant_id = s.tenant_id
            where s.from_at < $2 and s.until_at > $1
            """;

    private static final String USERS = """
            select count(*) as users from (
                select distinct date_trunc('month', bucket at time zone 'UTC'), tenant_id, user_id from usage_hour h
                where superseded_at = 'infinity' and bucket >= $1 and bucket < $2 and user_id <> ''
                    and exists (select from ledger_entry e
                        where e.tenant_id = h.tenant_id and e.account = 'revenue' and e.currency = $3)) u
            """;
    private static final String ORDERS = """
            select count(*) as orders, count(*) filter (where a.engine = 'new') as on_new
            from invoice i
            left join billing_authority a on a.tenant_id = i.tenant_id and a.period_from = i.period_from
            where i.sequence is not null and i.state <> 'void' and i.issued_at >= $1 and i.issued_at < $2
                and i.currency = $3
            """;
    /** By the month in which invoices were issued, as partners' statements are. */
    private static final String PARTNERS = """
            select coalesce(-sum(e.amount_minor), 0)::bigint as invoiced,
                coalesce(-sum(e.amount_minor) filter (where c.tenant_id is not null), 0)::bigint as through,
                (select coalesce(sum(total_minor), 0)::bigint from partner_statement
                    where currency = $3 and month >= $4 and month < $5) as shares
            from ledger_entry e
            join invoice i on i.id = e.invoice_id
            left join partner_customer c on c.tenant_id = e.tenant_id and i.issued_at >= c.from_at
                and i.issued_at < c.until_at
            where e.account = 'revenue' and e.currency = $3 and i.issued_at >= $1 and i.issued_at < $2
            """;

    /** Who could become a customer, and who did. */
    record Conversion(long free, long became) {}

    /** Invoices issued, and those of them that the new billing path made. */
    record Orders(long all, long onNewPath) {}

    /** Revenue that was invoiced, the part of it through partners, and what they were stated of it. */
    record Partners(BigDecimal invoiced, BigDecimal through, BigDecimal shares) {}

    Conversion conversion(Session session, Months months) {
        return one(session.first(
                CONVERSION,
                row -> new Conversion(row.getLong("free"), row.getLong("became")),
                months.start(),
                months.end()));
    }

    /** Users, each counted in each month in which it used something of a tenant that pays in the currency. */
    long userMonths(Session session, Months months, Currency currency) {
        return one(session.first(
                USERS, row -> row.getLong("users"), months.start(), months.end(), currency.getCurrencyCode()));
    }

    Orders orders(Session session, Months months, Currency currency) {
        return one(session.first(
                ORDERS,
                row -> new Orders(row.getLong("orders"), row.getLong("on_new")),
                months.start(),
                months.end(),
                currency.getCurrencyCode()));
    }

    Partners partners(Session session, Months months, Currency currency) {
        return one(session.first(
                PARTNERS,
                row -> new Partners(
                        money(row, "invoiced", currency),
                        money(row, "through", currency),
                        money(row, "shares", currency)),
                months.start(),
                months.end(),
                currency.getCurrencyCode(),
                months.from(),
                months.to()));
    }

    private static BigDecimal money(Row row, String column, Currency currency) {
        return BigDecimal.valueOf(row.getLong(column), Rounding.of(currency).scale());
    }

    private static <T> T one(Optional<T> counted) {
        return counted.orElseThrow();
    }
}
