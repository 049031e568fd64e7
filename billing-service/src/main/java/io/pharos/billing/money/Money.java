package io.pharos.billing.money;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;

/**
 * An amount that can be paid: whole minor units of one currency (cents, fen, yen). Amounts of different currencies
 * never meet in an operation, and an overflow is an error, never a wrong sum.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** A computed amount, rounded as said; the rounding is no finer than the currency's minor unit. */
    public static Money rounded(BigDecimal amount, Currency currency, Rounding rounding) {
        return exact(rounding.apply(amount), currency);
    }

    /** An amount that already is whole minor units; anything finer is refused. */
    public static Money exact(BigDecimal amount, Currency currency) {
        int digits = Rounding.of(currency).scale();
        return new Money(amount.movePointRight(digits).longValueExact(), currency);
    }

    public static Money sum(Collection<Money> amounts, Currency currency) {
        return amounts.stream().reduce(zero(currency), Money::plus);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    public Money smaller(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    /** In major units, with the currency's digits: 12.30 for 1230 cents. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, Rounding.of(currency).scale());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
        }
        return other;
    }
}
