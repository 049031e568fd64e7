package io.pharos.billing.capacity;

import io.pharos.billing.money.Money;
import io.pharos.billing.period.Period;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Offers and leases in PostgreSQL; a trigger there holds leases to the stock, too. */
@Singleton
class CapacityStore {
    private static final String OFFERS = """
            select code, name, resource, unit, stock, least, price, currency, longest_seconds, price_seconds, sold_from,
                sold_until, monthly_cost
            from capacity_offer
            """;
    private static final String ALL = OFFERS + " order by code";
    private static final String BY_CODE = OFFERS + " where code = $1";
    private static final String FOR_UPDATE = BY_CODE + " for update";
    private static final String PUT = """
            insert into capacity_offer (code, name, resource, unit, stock, least, price, currency, longest_seconds,
                price_seconds, sold_from, sold_until, monthly_cost)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (code) do update set name = excluded.name, resource = excluded.resource, unit = excluded.unit,
                stock = excluded.stock, least = excluded.least, price = excluded.price, currency = excluded.currency,
                longest_seconds = excluded.longest_seconds, price_seconds = excluded.price_seconds,
                sold_from = excluded.sold_from, sold_until = excluded.sold_until, monthly_cost = excluded.monthly_cost,
                updated_at = now()
            """;
    private static final String PEAK = """
            select coalesce(max(load), 0) as peak from (
                select (select sum(l.quantity) from capacity_lease l
                        where l.offer = $1 and l.state in ('reserved', 'active')
                            and l.from_at <= t.at and l.until_at > t.at) as load
                from (select $2::timestamptz as at union
                      select from_at from capacity_lease where offer = $1 and state in ('reserved', 'active')
                          and from_at > $2 and from_at < $3) t) loads
            """;
    private static final String LEASES = """
            select id, offer, tenant_id, quantity, from_at, until_at, price_minor, currency, arithmetic, state
            from capacity_lease
            """;
    private static final String OF_TENANT = LEASES + " where tenant_id = $1 order by created_at desc, id limit 200";
    private static final String DUE = LEASES + """
             where (state = 'reserved' and from_at <= $1) or (state = 'active' and until_at <= $1)
            order by from_at, id limit 500 for update skip locked
            """;
    private static final String ADD = """
            insert into capacity_lease (id, offer, tenant_id, quantity, from_at, until_at, price_minor, currency,
                arithmetic, state, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reserved', $10)
            """;
    private static final String STATE = "update capacity_lease set state = $2 where id = $1";
    private static final String CANCEL = """
            update capacity_lease set state = 'cancelled' where tenant_id = $1 and id = $2 and state = 'reserved'
                and from_at > $3
            """;

    List<Offer> offers(Session session) {
        return session.list(ALL, CapacityStore::offer);
    }

    Optional<Offer> offer(Session session, String code) {
        return session.first(BY_CODE, CapacityStore::offer, code);
    }

    /** The offer, held until the end of the transaction: leases of it come one by one. */
    Optional<Offer> forUpdate(Session session, String code) {
        return session.first(FOR_UPDATE, CapacityStore::offer, code);
    }

    void put(Session session, Offer o) {
        session.change(
                PUT,
                o.code(),
                o.name(),
                o.resource(),
                o.unit(),
                o.stock(),
                o.least(),
                o.price(),
                o.currency().getCurrencyCode(),
                o.longest().toSeconds(),
                o.priceFor().toSeconds(),
                o.sold().from(),
                o.sold().to(),
                o.monthlyCost());
    }

    /** The most that is leased at any time of a period. */
    BigDecimal peak(Session session, String offer, Period period) {
        return session.first(PEAK, row -> row.getBigDecimal("peak"), offer, period.from(), period.to())
                .orElse(BigDecimal.ZERO);
    }

    void add(Session session, Lease lease, Instant now) {
        session.change(
                ADD,
                lease.id(),
                lease.offer(),
                lease.tenant().value(),
                lease.quantity(),
                lease.period().from(),
                lease.period().to(),
                lease.price().minor(),
                lease.price().currency().getCurrencyCode(),
                lease.arithmetic(),
                now);
    }

    List<Lease> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, CapacityStore::lease, tenant.value());
    }

    /** Leases that have begun or ended by then and were not told so, held until the end of the transaction. */
    List<Lease> due(Session session, Instant now) {
        return session.list(DUE, CapacityStore::lease, now);
    }

    void state(Session session, UUID lease, Lease.State state) {
        session.change(STATE, lease, state.name().toLowerCase(Locale.ROOT));
    }

    boolean cancel(Session session, TenantId tenant, UUID lease, Instant now) {
        return session.change(CANCEL, tenant.value(), lease, now) == 1;
    }

    private static Offer offer(Row row) {
        return new Offer(
                row.getString("code"),
                row.getString("name"),
                row.getString("resource"),
                row.getString("unit"),
                row.getBigDecimal("stock"),
                row.getBigDecimal("least"),
                row.getBigDecimal("price"),
                Currency.getInstance(row.getString("currency")),
                Duration.ofSeconds(row.getLong("price_seconds")),
                Duration.ofSeconds(row.getLong("longest_seconds")),
                new Period(Columns.instant(row, "sold_from"), Columns.instant(row, "sold_until")),
                row.getBigDecimal("monthly_cost"));
    }

    private static Lease lease(Row row) {
        return new Lease(
                row.getUUID("id"),
                row.getString("offer"),
                new TenantId(row.getString("tenant_id")),
                row.getBigDecimal("quantity"),
                new Period(Columns.instant(row, "from_at"), Columns.instant(row, "until_at")),
                new Money(row.getLong("price_minor"), Currency.getInstance(row.getString("currency"))),
                row.getString("arithmetic"),
                Lease.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
