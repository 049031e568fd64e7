package io.pharos.billing.subscription;

import io.pharos.billing.invoice.Coupon;
import io.pharos.billing.money.Money;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Subscriptions and redeemed coupons in PostgreSQL. */
@Singleton
class SubscriptionStore {
    private static final String OF_TENANT = """
            select from_at, until_at, plan, version from subscription where tenant_id = $1 order by from_at
            """;
    /** A whole hour, since bills are of whole hours: one that is cut would lose what was used in it before. */
    private static final String FIRST_USAGE = """
            select date_trunc('hour', least(min(event_time), $2), 'UTC') as first from usage_event where tenant_id = $1
            """;

    private static final String ADD = """
            insert into subscription (tenant_id, from_at, plan, version, created_by) values ($1, $2, $3, $4, $5)
            """;
    private static final String END = """
            update subscription set until_at = $2 where tenant_id = $1 and from_at < $2 and until_at > $2
            """;
    private static final String FORGET_LATER = "delete from subscription where tenant_id = $1 and from_at >= $2";
    private static final String TENANTS = """
            select distinct tenant_id from subscription where until_at > now() order by tenant_id limit $1
            """;
    private static final String BEGUN = """
            select distinct tenant_id from subscription where from_at > $1 and from_at <= $2 order by tenant_id
            """;
    private static final String REDEEM = """
            update coupon set redemptions = redemptions - 1
            where code = $1 and redemptions > 0 and valid_until > $2
            returning periods
            """;
    private static final String REDEEMED = """
            insert into coupon_redemption (tenant_id, code, redeemed_at, until_at) values ($1, $2, $3, $4)
            on conflict (tenant_id, code) do nothing
            """;
    private static final String COUPONS = """
            select c.code, c.percent, c.amount_minor, c.currency
            from coupon_redemption r join coupon c on c.code = r.code
            where r.tenant_id = $1 and r.until_at > $2 and r.redeemed_at < $3
            order by r.redeemed_at, c.code
            """;
    private static final String ADD_COUPON = """
            insert into coupon (code, percent, amount_minor, currency, valid_until, periods, redemptions)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict (code) do nothing
            """;

    /** A stretch of time with a plan; open at the end while nothing else was said. */
    record Stretch(Instant from, Optional<Instant> until, PlanVersion plan) {
        boolean holds(Instant time) {
            return !time.isBefore(from) && until.filter(u -> !time.isBefore(u)).isEmpty();
        }
    }

    List<Stretch> ofTenant(Session session, TenantId tenant) {
        return session.list(OF_TENANT, SubscriptionStore::stretch, tenant.value());
    }

    /** Tenants that a plan has begun for between two times. */
    List<TenantId> begun(Session session, Instant after, Instant until) {
        return session.list(BEGUN, row -> new TenantId(row.getString("tenant_id")), after, until);
    }

    /** Holds the tenant's subscriptions until the end of the transaction. */
    void lock(Session session, TenantId tenant) {
        session.lock("billing.subscription." + tenant);
    }

    /** The time of the tenant's first usage, or that time where it used nothing before. */
    Instant firstUsage(Session session, TenantId tenant, Instant now) {
        return session.first(FIRST_USAGE, row -> Columns.instant(row, "first"), tenant.value(), now)
                .orElse(now);
    }

    void add(Session session, TenantId tenant, Instant from, PlanVersion plan, String by) {
        session.change(ADD, tenant.value(), from, plan.plan(), plan.version(), by);
    }

    /** Ends what goes on at a time, and forgets what was said to begin later. */
    void end(Session session, TenantId tenant, Instant at) {
        session.change(FORGET_LATER, tenant.value(), at);
        session.change(END, tenant.value(), at);
    }

    List<TenantId> tenants(Session session, int most) {
        return session.list(TENANTS, row -> new TenantId(row.getString("tenant_id")), most);
    }

    /** Takes one redemption of a coupon; empty where there is none to take. The answer is on how many bills it is. */
    Optional<Integer> redeem(Session session, String code, Instant now) {
        return session.first(REDEEM, row -> row.getInteger("periods"), code, now);
    }

    boolean redeemed(Session session, TenantId tenant, String code, Instant now, Instant until) {
        return session.change(REDEEMED, tenant.value(), code, now, until) == 1;
    }

    /** The coupons on the bill of a period, in the order in which they are taken off. */
    List<Coupon> coupons(Session session, TenantId tenant, Instant from, Instant to) {
        return session.list(COUPONS, SubscriptionStore::coupon, tenant.value(), from, to);
    }

    boolean addCoupon(Session session, CouponOffer offer) {
        return session.change(
                        ADD_COUPON,
                        offer.code(),
                        offer.percent(),
                        offer.amountMinor(),
                        offer.currency(),
                        offer.validUntil(),
                        offer.periods(),
                        offer.redemptions())
                == 1;
    }

    private static Stretch stretch(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("until_at");
        boolean open = until.equals(OffsetDateTime.MAX);
        return new Stretch(
                Columns.instant(row, "from_at"),
                open ? Optional.empty() : Optional.of(until.toInstant()),
                new PlanVersion(row.getString("plan"), row.getInteger("version")));
    }

    private static Coupon coupon(Row row) {
        BigDecimal percent = row.getBigDecimal("percent");
        String code = row.getString("code");
        return percent != null
                ? new Coupon.PercentOff(code, percent)
                : new Coupon.AmountOff(
                        code, new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))));
    }
}
