package io.pharos.billing.rating.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first transactions of a period that cost nothing: so many events, so much value, or, where both are given,
 * until the first of the two is used up. A transaction that is free only in part pays its fixed fee.
 */
public record FreeAllowance(
        @Nullable Integer events, @Nullable BigDecimal value) {
    public static final FreeAllowance NONE = new FreeAllowance(0, null);

    public FreeAllowance {
        if (events == null && value == null) {
            throw PriceProblem.malformed("A free allowance is a number of events, a value, or both.");
        }
    }

    /** Of each transaction that is not free, the value that is charged. */
    List<BigDecimal> charged(List<BigDecimal> transactions) {
        List<BigDecimal> charged = new ArrayList<>();
        BigDecimal left = value;
        int seen = 0;
        for (BigDecimal transaction : transactions) {
            boolean open = events == null || seen++ < events;
            BigDecimal free = open ? freePart(transaction, left) : BigDecimal.ZERO;
            if (!open || isUsedUp(left) || free.compareTo(transaction) < 0) {
                charged.add(transaction.subtract(free));
            }
            left = left == null ? null : left.subtract(free);
        }
        return charged;
    }

    private static boolean isUsedUp(@Nullable BigDecimal left) {
        return left != null && left.signum() == 0;
    }

    private static BigDecimal freePart(BigDecimal transaction, @Nullable BigDecimal left) {
        BigDecimal whole = transaction.max(BigDecimal.ZERO);
        return left == null ? whole : whole.min(left);
    }
}
