package io.pharos.billing.wallet;

import io.pharos.billing.money.Money;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Prepaid credit that is left. Drawn by priority (the lower number first), then what expires first, then the oldest,
 * then by id: a total order, so that the same bill always draws the same wallets.
 */
public record Wallet(String id, int priority, @Nullable Instant expires, Instant created, Money balance) {
    static final Comparator<Wallet> DRAWN_FIRST = Comparator.comparingInt(Wallet::priority)
            .thenComparing(Wallet::expires, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Wallet::created)
            .thenComparing(Wallet::id);

    public Wallet {
        if (balance.isNegative()) {
            throw new IllegalArgumentException("a wallet never holds less than nothing: " + id + " " + balance);
        }
    }

    boolean isUsable(Instant now) {
        return balance.isPositive() && (expires == null || now.isBefore(expires));
    }
}
