package io.pharos.billing.allocation;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits whole units by weights so that the parts add up to the whole exactly: each part is its exact share rounded
 * towards zero, and the units left over go to the largest remainders, ties by order (Hamilton's method). Each part
 * is less than one unit away from its exact share. All weights zero count as all equal.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    public static List<Money> split(Money whole, List<BigDecimal> weights) {
        return splitUnits(BigInteger.valueOf(whole.minor()), weights).stream()
                .map(units -> new Money(units.longValueExact(), whole.currency()))
                .toList();
    }

    /** Splits an amount in units of 10^-scale; an amount that is finer than that is refused. */
    public static List<BigDecimal> split(BigDecimal whole, List<BigDecimal> weights, int scale) {
        BigInteger units = whole.movePointRight(scale).toBigIntegerExact();
        return splitUnits(units, weights).stream()
                .map(part -> new BigDecimal(part).movePointLeft(scale))
                .toList();
    }

    private static List<BigInteger> splitUnits(BigInteger units, List<BigDecimal> weights) {
        List<BigInteger> whole = integers(weights);
        BigInteger total = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<Share> shares = whole.stream().map(w -> share(units, w, total)).toList();
        int left = units.subtract(sum(shares)).intValueExact();
        return handOut(shares, left);
    }

    /** The weights as integers of the same ratios, so that remainders compare exactly. */
    private static List<BigInteger> integers(List<BigDecimal> weights) {
        if (weights.isEmpty() || weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("a split needs at least one weight, and none below zero: " + weights);
        }
        if (Decimals.sum(weights).signum() == 0) {
            return weights.stream().map(w -> BigInteger.ONE).toList();
        }
        int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return weights.stream().map(w -> w.setScale(scale).unscaledValue()).toList();
    }

    private static Share share(BigInteger units, BigInteger weight, BigInteger total) {
        BigInteger[] parts = units.multiply(weight).divideAndRemainder(total);
        return new Share(parts[0], parts[1].abs());
    }

    private static List<BigInteger> handOut(List<Share> shares, int left) {
        List<BigInteger> parts =
                new ArrayList<>(shares.stream().map(Share::units).toList());
        BigInteger one = BigInteger.valueOf(Integer.signum(left));
        IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> shares.get(i).remainder())
                        .reversed())
                .limit(Math.abs(left))
                .forEach(i -> parts.set(i, parts.get(i).add(one)));
        return List.copyOf(parts);
    }

    private static BigInteger sum(List<Share> shares) {
        return shares.stream().map(Share::units).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private record Share(BigInteger units, BigInteger remainder) {}
}
