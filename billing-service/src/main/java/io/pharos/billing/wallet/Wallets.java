package io.pharos.billing.wallet;

import io.pharos.billing.money.Money;
import io.pharos.billing.wallet.WalletStore.Fresh;
import io.pharos.billing.wallet.WalletStore.Movement;
import io.pharos.billing.wallet.WalletStore.Named;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.usage.event.UuidV7;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prepaid credit of tenants. Everything is booked under a reference, once: paying an invoice again, or granting again
 * after a lost answer, changes nothing. Wallets of one tenant and currency are drawn by one transaction at a time.
 */
@Singleton
public final class Wallets {
    private final Database database;
    private final WalletStore store;
    private final UuidV7 ids;
    private final Clock clock;

    Wallets(Database database, WalletStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    /** Credit to be given: {@code reason} is {@code grant} (given) or {@code purchase} (paid for). */
    public record Credit(
            String name,
            Money amount,
            int priority,
            @Nullable Instant expires,
            String reason,
            String reference) {}

    /** Puts credit into a wallet of its own; answers with the wallet's id. */
    public UUID credit(Session session, TenantId tenant, Credit credit) {
        Instant now = clock.instant();
        Fresh fresh = new Fresh(ids.next(), credit.name(), credit.priority(), credit.amount(), credit.expires());
        store.add(session, tenant, fresh, now);
        store.move(
                session, tenant, fresh.id(), credit.reference(), credit.amount().minor(), credit.reason(), now);
        return fresh.id();
    }

    /**
     * Pays what is due from the tenant's wallets, in their order; what they do not hold stays open. The same reference
     * again gives the same answer and draws nothing.
     */
    public Drawdown draw(Session session, TenantId tenant, Money due, String reference) {
        List<Wallet> wallets = store.forUpdate(session, tenant, due.currency());
        List<Movement> before = store.byReference(session, tenant, reference);
        if (!before.isEmpty()) {
            return drawnBefore(due, before, wallets);
        }
        Drawdown drawdown = Drawdown.of(due, wallets, clock.instant());
        for (Drawdown.Part part : drawdown.parts()) {
            UUID wallet = UUID.fromString(part.wallet());
            store.move(session, tenant, wallet, reference, -part.drawn().minor(), "draw", clock.instant());
        }
        return drawdown;
    }

    List<Named> all(TenantId tenant) {
        return database.query(session -> store.all(session, tenant));
    }

    List<Movement> movements(TenantId tenant, int most) {
        return database.query(session -> store.movements(session, tenant, most));
    }

    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void expire() {
        Instant now = clock.instant();
        database.transact(session -> {
            List<WalletStore.Expired> expired = store.expired(session, now);
            expired.forEach(e -> store.move(session, e.tenant(), e.wallet(), "expiry", -e.minor(), "expiry", now));
            return expired.size();
        });
    }

    private static Drawdown drawnBefore(Money due, List<Movement> before, List<Wallet> wallets) {
        List<Drawdown.Part> parts = new ArrayList<>();
        Money open = due;
        for (Movement movement : before) {
            Money drawn = new Money(-movement.minor(), due.currency());
            Money left = wallets.stream()
                    .filter(w -> w.id().equals(movement.wallet().toString()))
                    .map(Wallet::balance)
                    .findFirst()
                    .orElse(Money.zero(due.currency()));
            parts.add(new Drawdown.Part(movement.wallet().toString(), drawn, left));
            open = open.minus(drawn);
        }
        return new Drawdown(parts, open);
    }
}
