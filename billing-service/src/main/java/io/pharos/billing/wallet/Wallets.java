package io.pharos.billing.wallet;

import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.billing.wallet.WalletStore.Fresh;
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
import java.util.Currency;
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
    private final Ledger ledger;
    private final UuidV7 ids;
    private final Clock clock;

    Wallets(Database database, WalletStore store, Ledger ledger, Clock clock) {
        this.database = database;
        this.store = store;
        this.ledger = ledger;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    /** Credit to be given for nothing, or bought. */
    public record Credit(
            String name,
            Money amount,
            int priority,
            @Nullable Instant expires,
            boolean bought) {}

    /** Puts credit into a wallet of its own; answers with the wallet's id. */
    public UUID credit(Session session, TenantId tenant, Credit credit) {
        Instant now = clock.instant();
        Fresh fresh = new Fresh(ids.next(), credit.name(), credit.priority(), credit.amount(), credit.expires());
        store.add(session, tenant, fresh, now);
        String reason = credit.bought() ? "purchase" : "grant";
        store.move(session, tenant, fresh.id(), reason, credit.amount().minor(), reason, now);
        String wallet = fresh.id().toString();
        Movement movement =
                credit.bought() ? Movement.bought(wallet, credit.amount()) : Movement.granted(wallet, credit.amount());
        ledger.book(session, tenant, null, movement);
        return fresh.id();
    }

    /**
     * Pays what is due from the tenant's wallets, in their order; what they do not hold stays open. The same reference
     * again gives the same answer and draws nothing. Who draws books it, with what it was for.
     */
    public Drawdown draw(Session session, TenantId tenant, Money due, String reference) {
        List<Wallet> wallets = store.forUpdate(session, tenant, due.currency());
        List<WalletStore.Movement> before = store.byReference(session, tenant, reference);
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

    /** What wallets gave for a reference and did not get back. */
    public Money stillDrawn(Session session, TenantId tenant, Currency currency, String reference) {
        return store.stillDrawn(session, tenant, reference).stream()
                .map(drawn -> new Money(drawn.minor(), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** Puts back of what was drawn for a reference, at most that, because of something; once for each such thing. */
    public void putBack(Session session, TenantId tenant, String reference, String because, Money amount) {
        store.forUpdate(session, tenant, amount.currency());
        long left = amount.minor();
        for (WalletStore.Drawn drawn : store.stillDrawn(session, tenant, reference)) {
            long back = Math.min(left, drawn.minor());
            if (back > 0) {
                store.move(
                        session,
                        tenant,
                        drawn.wallet(),
                        reference + " back " + because,
                        back,
                        "return",
                        clock.instant());
                left -= back;
            }
        }
        if (left != 0) {
            throw new IllegalStateException(amount + " is more than was drawn for " + reference);
        }
    }

    List<Named> all(TenantId tenant) {
        return database.query(session -> store.all(session, tenant));
    }

    List<WalletStore.Movement> movements(TenantId tenant, int most) {
        return database.query(session -> store.movements(session, tenant, most));
    }

    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void expire() {
        Instant now = clock.instant();
        database.transact(session -> {
            List<WalletStore.Expired> expired = store.expired(session, now);
            expired.forEach(e -> expire(session, e, now));
            return expired.size();
        });
    }

    /** What came back to a wallet after its time expires, too: each time under a reference of its own. */
    private void expire(Session session, WalletStore.Expired expired, Instant now) {
        String reference = "expiry " + now;
        store.move(
                session,
                expired.tenant(),
                expired.wallet(),
                reference,
                -expired.left().minor(),
                "expiry",
                now);
        Movement movement = Movement.expired(expired.wallet() + " " + reference, expired.bought(), expired.left());
        ledger.book(session, expired.tenant(), null, movement);
    }

    private static Drawdown drawnBefore(Money due, List<WalletStore.Movement> before, List<Wallet> wallets) {
        List<Drawdown.Part> parts = new ArrayList<>();
        Money open = due;
        for (WalletStore.Movement movement : before) {
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
