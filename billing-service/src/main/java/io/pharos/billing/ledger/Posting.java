package io.pharos.billing.ledger;

import io.pharos.billing.money.Money;

/** One side of a movement: above zero is debit, below is credit. */
public record Posting(Account account, Money amount) {
    public static Posting debit(Account account, Money amount) {
        return new Posting(account, amount);
    }

    public static Posting credit(Account account, Money amount) {
        return new Posting(account, amount.negated());
    }
}
