package io.pharos.billing.cost;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Pools and their measured hours in PostgreSQL. */
@Singleton
class CostStore {
    private static final String COLUMNS = "code, name, query, price, currency, resource_type, since";
    private static final String ALL = "select " + COLUMNS + " from cost_pool where until = 'infinity' order by code";
    private static final String PUT = """
            insert into cost_pool (code, name, query, price, currency, resource_type, since, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (code) do update set name = excluded.name, query = excluded.query, price = excluded.price,
                currency = excluded.currency, resource_type = excluded.resource_type, until = 'infinity',
                since = case when cost_pool.until = 'infinity' then cost_pool.since else excluded.since end,
                updated_at = excluded.updated_at
            returning code, name, query, price, currency, resource_type, since
            """;
    private static final String END = """
            update cost_pool set until = date_trunc('hour', $2::timestamptz, 'UTC'), updated_at = $2
            where code = $1 and until = 'infinity'
            """;
    private static final String TO_MEASURE = """
            select p.code, p.name, p.query, p.price, p.currency, p.resource_type, p.since, h as hour
            from cost_pool p cross join lateral generate_series(
                greatest(p.since, date_trunc('hour', $1::timestamptz, 'UTC')),
                least(p.until, date_trunc('hour', $2::timestamptz, 'UTC')) - interval '1 hour', interval '1 hour') h
            where not exists (select from cost_hour c where c.pool = p.code and c.hour = h)
            order by h, p.code limit $3
            """;
    private static final String ADD = """
            insert into cost_hour (pool, hour, quantity, price, currency, measured_at) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """;
    private static final String SHARED = """
            with spent as (
                select c.hour, p.resource_type, sum(c.quantity * c.price) as cost
                from cost_hour c join cost_pool p on p.code = c.pool
                where c.hour >= $1 and c.hour < $2 and c.currency = $3
                group by 1, 2
            ), used as (
                select date_trunc('hour', bucket, 'UTC') as hour, resource_type, tenant_id, sum(quantity) as quantity
                from usage_hour
                where superseded_at = 'infinity' and bucket >= $1 and bucket < $2
                    and resource_type in (select resource_type from spent)
                group by 1, 2, 3 having sum(quantity) > 0
            ), whole as (
                select hour, resource_type, sum(quantity) as quantity from used group by 1, 2
            )
            select u.tenant_id, sum(case when u.tenant_id is null then s.cost else s.cost * u.quantity / w.quantity end)
                as cost
            from spent s
            left join whole w on w.hour = s.hour and w.resource_type = s.resource_type
            left join used u on u.hour = s.hour and u.resource_type = s.resource_type
            group by 1 order by 2 desc, 1
            """;
    private static final String COVERAGE = """
            select p.code, count(c.hour) as measured, count(h) as hours
            from cost_pool p cross join lateral generate_series(
                greatest(p.since, $1::timestamptz), least(p.until, $2::timestamptz) - interval '1 hour',
                interval '1 hour') h
            left join cost_hour c on c.pool = p.code and c.hour = h
            where p.currency = $3
            group by p.code order by p.code
            """;
    private static final String SINCE = "select min(since) as since from cost_pool where currency = $1";

    /** An hour of a pool that is still to be measured. */
    record Due(CostPool pool, Instant hour) {}

    /** What serving a tenant has cost; no tenant is for hours in which nobody used anything. */
    record Share(Optional<TenantId> tenant, BigDecimal cost) {}

    /** How many of a pool's hours are measured. */
    record Coverage(String pool, long measured, long hours) {}

    List<CostPool> all(Session session) {
        return session.list(ALL, CostStore::pool);
    }

    /** The pool as it is kept: one that is measured already keeps its first hour. */
    CostPool put(Session session, CostPool pool, Instant now) {
        return session.first(
                        PUT,
                        CostStore::pool,
                        pool.code(),
                        pool.name(),
                        pool.query(),
                        pool.price(),
                        pool.currency().getCurrencyCode(),
                        pool.resourceType(),
                        pool.since(),
                        now)
                .orElseThrow();
    }

    boolean end(Session session, String code, Instant now) {
        return session.change(END, code, now) == 1;
    }

    /** Hours that are over between two times and not measured, the oldest first. */
    List<Due> toMeasure(Session session, Instant from, Instant to, int most) {
        return session.list(TO_MEASURE, row -> new Due(pool(row), Columns.instant(row, "hour")), from, to, most);
    }

    void add(Session session, Due due, BigDecimal quantity, Instant now) {
        CostPool pool = due.pool();
        session.change(
                ADD,
                pool.code(),
                due.hour(),
                quantity,
                pool.price(),
                pool.currency().getCurrencyCode(),
                now);
    }

    List<Share> shared(Session session, Instant from, Instant to, Currency currency) {
        return session.list(
                SHARED,
                row -> new Share(
                        Optional.ofNullable(row.getString("tenant_id")).map(TenantId::new), row.getBigDecimal("cost")),
                from,
                to,
                currency.getCurrencyCode());
    }

    List<Coverage> coverage(Session session, Instant from, Instant to, Currency currency) {
        return session.list(
                COVERAGE,
                row -> new Coverage(row.getString("code"), row.getLong("measured"), row.getLong("hours")),
                from,
                to,
                currency.getCurrencyCode());
    }

    /** Since when anything is measured in a currency. */
    Optional<Instant> since(Session session, Currency currency) {
        return session.first(SINCE, row -> Columns.optionalInstant(row, "since"), currency.getCurrencyCode())
                .flatMap(since -> since);
    }

    private static CostPool pool(Row row) {
        return new CostPool(
                row.getString("code"),
                row.getString("name"),
                row.getString("query"),
                row.getBigDecimal("price"),
                Currency.getInstance(row.getString("currency")),
                row.getString("resource_type"),
                Columns.instant(row, "since"));
    }
}
