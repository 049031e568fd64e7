package io.pharos.billing.invoice;

import io.pharos.billing.money.Money;

/** What an invoice is over, what was paid on it and what was credited; open is what is left, below zero if overpaid. */
public record Balance(Money total, Money paid, Money credited) {
    public static Balance of(Money total) {
        return new Balance(total, Money.zero(total.currency()), Money.zero(total.currency()));
    }

    public Money open() {
        return total.minus(paid).minus(credited);
    }

    public boolean isSettled() {
        return !open().isPositive();
    }

    Balance pay(Money amount) {
        return new Balance(total, paid.plus(amount), credited);
    }

    Balance credit(Money amount) {
        return new Balance(total, paid, credited.plus(amount));
    }
}
