package io.pharos.billing.wallet;

import io.pharos.billing.money.Money;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wallets and their movements in PostgreSQL; a movement and its balance change together. */
@Singleton
class WalletStore {
    private static final String SELECT = """
            select id, name, priority, currency, balance_minor, expires_at, created_at from wallet where tenant_id = $1
            """;
    private static final String ALL = SELECT + " order by priority, created_at, id";
    private static final String FOR_UPDATE = SELECT + " and currency = $2 order by id for update";
    private static final String ADD = """
            insert into wallet (id, tenant_id, name, priority, currency, balance_minor, expires_at, created_at)
            values ($1, $2, $3, $4, $5, 0, $6, $7)
            """;
    private static final String MOVE = """
            with moved as (
                insert into wallet_movement (wallet_id, reference, tenant_id, minor, reason, at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (wallet_id, reference) do nothing
                returning minor
            )
            update wallet set balance_minor = balance_minor + moved.minor from moved where id = $1
            """;
    private static final String MOVEMENTS = """
            select wallet_id, reference, minor, reason, at from wallet_movement
            where tenant_id = $1 order by at desc, wallet_id, reference limit $2
            """;
    private static final String BY_REFERENCE = """
            select wallet_id, reference, minor, reason, at from wallet_movement where tenant_id = $1 and reference = $2
            """;
    private static final String EXPIRED = """
            select id, tenant_id, currency, balance_minor, exists (
                select from wallet_movement m where m.wallet_id = w.id and m.reason = 'purchase') as bought
            from wallet w
            where expires_at <= $1 and balance_minor > 0 order by id limit 1000 for update skip locked
            """;
    /** What is drawn last goes back first. */
    private static final String STILL_DRAWN = """
            select w.id, -sum(m.minor)::bigint as minor from wallet w
            join wallet_movement m on m.wallet_id = w.id
            where w.tenant_id = $1 and (m.reference = $2 or starts_with(m.reference, $2 || ' back '))
            group by w.id having sum(m.minor) < 0
            order by w.priority desc, w.expires_at desc nulls first, w.created_at desc, w.id desc
            """;

    /** A wallet to be made. */
    record Fresh(
            UUID id,
            String name,
            int priority,
            Money amount,
            @Nullable Instant expires) {}

    /** A wallet with its name for people. */
    record Named(String name, Wallet wallet) {}

    /** Something that went into a wallet or out of it. */
    record Movement(UUID wallet, String reference, long minor, String reason, Instant at) {}

    /** A wallet whose time is over, and what is left in it. */
    record Expired(UUID wallet, TenantId tenant, boolean bought, Money left) {}

    /** What a wallet gave for something and did not get back. */
    record Drawn(UUID wallet, long minor) {}

    List<Named> all(Session session, TenantId tenant) {
        return session.list(ALL, WalletStore::named, tenant.value());
    }

    /** The wallets of a currency, held until the end of the transaction. */
    List<Wallet> forUpdate(Session session, TenantId tenant, Currency currency) {
        return session.list(FOR_UPDATE, row -> named(row).wallet(), tenant.value(), currency.getCurrencyCode());
    }

    void add(Session session, TenantId tenant, Fresh fresh, Instant now) {
        session.change(
                ADD,
                fresh.id(),
                tenant.value(),
                fresh.name(),
                fresh.priority(),
                fresh.amount().currency().getCurrencyCode(),
                fresh.expires(),
                now);
    }

    /** Books a movement once; false where that reference was booked before. */
    boolean move(
            Session session, TenantId tenant, UUID wallet, String reference, long minor, String reason, Instant now) {
        return session.change(MOVE, wallet, reference, tenant.value(), minor, reason, now) == 1;
    }

    List<Movement> movements(Session session, TenantId tenant, int most) {
        return session.list(MOVEMENTS, WalletStore::movement, tenant.value(), most);
    }

    List<Movement> byReference(Session session, TenantId tenant, String reference) {
        return session.list(BY_REFERENCE, WalletStore::movement, tenant.value(), reference);
    }

    List<Expired> expired(Session session, Instant now) {
        return session.list(
                EXPIRED,
                row -> new Expired(
                        row.getUUID("id"),
                        new TenantId(row.getString("tenant_id")),
                        row.getBoolean("bought"),
                        new Money(row.getLong("balance_minor"), Currency.getInstance(row.getString("currency")))),
                now);
    }

    List<Drawn> stillDrawn(Session session, TenantId tenant, String reference) {
        return session.list(
                STILL_DRAWN, row -> new Drawn(row.getUUID("id"), row.getLong("minor")), tenant.value(), reference);
    }

    private static Named named(Row row) {
        Money balance = new Money(row.getLong("balance_minor"), Currency.getInstance(row.getString("currency")));
        return new Named(
                row.getString("name"),
                new Wallet(
                        row.getUUID("id").toString(),
                        row.getInteger("priority"),
                        Columns.optionalInstant(row, "expires_at").orElse(null),
                        Columns.instant(row, "created_at"),
                        balance));
    }

    private static Movement movement(Row row) {
        return new Movement(
                row.getUUID("wallet_id"),
                row.getString("reference"),
                row.getLong("minor"),
                row.getString("reason"),
                Columns.instant(row, "at"));
    }
}
