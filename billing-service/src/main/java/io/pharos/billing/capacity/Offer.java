package io.pharos.billing.capacity;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.Period;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * Spare capacity that can be leased: so many units at any time, each for a price by a length of time, of which a begun
 * one is paid whole; never longer than {@code longest}, within the time in which it is sold.
 */
record Offer(
        String code,
        String name,
        String resource,
        String unit,
        BigDecimal stock,
        BigDecimal least,
        BigDecimal price,
        Currency currency,
        Duration priceFor,
        Duration longest,
        Period sold,
        BigDecimal monthlyCost) {
    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    Offer {
        boolean sound = WORDS.matcher(code).matches()
                && !name.isBlank()
                && stock.signum() >= 0
                && least.signum() > 0
                && price.signum() >= 0
                && priceFor.toSeconds() > 0
                && longest.toSeconds() > 0;
        if (!sound) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "capacity.malformed-offer",
                    "An offer has a code of words with hyphens, a name, a stock from 0 on, a least quantity above 0, a"
                            + " price from 0 on, and lengths of time above 0.");
        }
    }

    /** A price, and how it comes about. */
    record Price(Money amount, String arithmetic) {}

    /** Refuses a lease that the offer is not for; whether it is free is another question. */
    void requireFits(BigDecimal quantity, Period period) {
        if (quantity.compareTo(least) < 0) {
            throw refused("A lease of it is at least " + Decimals.plain(least) + " " + unit + ".");
        }
        if (period.length().compareTo(longest) > 0) {
            throw refused("A lease of it is at most " + longest + " long.");
        }
        if (period.from().isBefore(sold.from()) || period.to().isAfter(sold.to())) {
            throw refused("It is sold from " + sold.from() + " to " + sold.to() + ".");
        }
    }

    Price price(BigDecimal quantity, Period period) {
        long whole = Math.ceilDiv(period.length().toSeconds(), priceFor.toSeconds());
        BigDecimal exact = quantity.multiply(price).multiply(BigDecimal.valueOf(whole));
        Money amount = Money.rounded(exact, currency, Rounding.of(currency));
        String words = "%s %s × %s × %d begun %s = %s, → %s"
                .formatted(
                        Decimals.plain(quantity),
                        unit,
                        Decimals.plain(price),
                        whole,
                        priceFor,
                        Decimals.plain(exact),
                        amount);
        return new Price(amount, words);
    }

    private static Problem refused(String detail) {
        return Problem.of(Kind.UNPROCESSABLE, "capacity.not-offered", detail);
    }
}
