package io.pharos.billing.wallet;

import io.pharos.billing.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How an amount due is paid from wallets: what each gives, and what stays to be paid. The amount is the invoice's
 * rounded total, so that wallet and invoice show the same number to the cent; wallets of another currency give nothing.
 */
public record Drawdown(List<Part> parts, Money open) {
    /** What one wallet gives, and what it holds afterwards. */
    public record Part(String wallet, Money drawn, Money left) {}

    public Drawdown {
        parts = List.copyOf(parts);
    }

    public static Drawdown of(Money due, List<Wallet> wallets, Instant now) {
        List<Part> parts = new ArrayList<>();
        Money open = due;
        for (Wallet wallet : order(due, wallets, now)) {
            if (!open.isPositive()) {
                break;
            }
            Money drawn = open.smaller(wallet.balance());
            parts.add(new Part(wallet.id(), drawn, wallet.balance().minus(drawn)));
            open = open.minus(drawn);
        }
        return new Drawdown(parts, open);
    }

    public Money drawn() {
        return Money.sum(parts.stream().map(Part::drawn).toList(), open.currency());
    }

    private static List<Wallet> order(Money due, List<Wallet> wallets, Instant now) {
        return wallets.stream()
                .filter(w -> w.balance().currency().equals(due.currency()))
                .filter(w -> w.isUsable(now))
                .sorted(Wallet.DRAWN_FIRST)
                .toList();
    }
}
