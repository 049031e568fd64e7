package io.pharos.billing.economics;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/** Figures of the whole business rather than of a segment; shares are fractions, absent where the whole is nothing. */
public final class BusinessFigures {
    private BusinessFigures() {}

    /** Free customers that became paying ones, of all that were free. */
    public static Optional<BigDecimal> conversion(BigDecimal becamePaying, BigDecimal free) {
        return CustomerValue.ratio(becamePaying, free);
    }

    /** Revenue of a period per user. */
    public static Optional<BigDecimal> arpu(BigDecimal revenue, BigDecimal users) {
        return CustomerValue.ratio(revenue, users);
    }

    /** New orders that went over the new billing path, of all new orders. */
    public static Optional<BigDecimal> shareOnNewPath(BigDecimal onNewPath, BigDecimal orders) {
        return CustomerValue.ratio(onNewPath, orders);
    }

    /** Partners' part of the revenue. */
    public static Optional<BigDecimal> partnerShare(BigDecimal partners, BigDecimal revenue) {
        return CustomerValue.ratio(partners, revenue);
    }

    /** What a lower fee rate saves in a year: {@code volume × (before − after)}, rates in per cent. */
    public static BigDecimal complianceReturn(BigDecimal volume, BigDecimal feeBefore, BigDecimal feeAfter) {
        return Decimals.percent(feeBefore.subtract(feeAfter), volume);
    }
}
