package io.pharos.mall.shop;

import java.util.Locale;

/** An amount of money in fen (1/100 CNY); exact, never negative, no rounding anywhere. */
public record Cny(long fen) {
    public static final Cny ZERO = new Cny(0);

    public Cny {
        if (fen < 0) {
            throw new IllegalArgumentException("an amount is never negative: " + fen);
        }
    }

    public Cny times(int quantity) {
        return new Cny(Math.multiplyExact(fen, (long) quantity));
    }

    public Cny plus(Cny other) {
        return new Cny(Math.addExact(fen, other.fen));
    }

    /** The amount in yuan, for metrics, which are floating point anyway. */
    public double yuan() {
        return fen / 100.0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d.%02d", fen / 100, fen % 100);
    }
}
