package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;

/** One step of a price: an exact amount, and the arithmetic in words that led to it. */
public record Step(String words, BigDecimal amount) {
    /** So many of something at a price each. */
    static Step times(BigDecimal count, String what, BigDecimal each) {
        BigDecimal amount = count.multiply(each);
        return new Step(Decimals.plain(count) + what + " × " + Decimals.plain(each), amount);
    }

    static Step percent(BigDecimal rate, BigDecimal amount) {
        String words = Decimals.plain(rate) + " % of " + Decimals.plain(amount);
        return new Step(words, Decimals.percent(rate, amount));
    }

    /** So many things, in the singular where there is one. */
    static Step counted(BigDecimal count, String noun, String of, BigDecimal each) {
        String plural = count.compareTo(BigDecimal.ONE) == 0 ? "" : "s";
        return times(count, " " + noun + plural + of, each);
    }

    @Override
    public String toString() {
        return words + " = " + Decimals.plain(amount);
    }
}
