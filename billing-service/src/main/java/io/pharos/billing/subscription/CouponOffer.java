package io.pharos.billing.subscription;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A coupon that customers can redeem: per cent, or an amount of one currency in minor units, off so many bills. */
record CouponOffer(
        String code,
        @Nullable BigDecimal percent,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Instant validUntil,
        int periods,
        int redemptions) {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");

    CouponOffer {
        require(code != null && CODE.matcher(code).matches(), "A coupon's code is 3 to 40 of A-Z, 0-9 and hyphens.");
        require((percent == null) != (amountMinor == null), "A coupon takes off per cent or an amount, not both.");
        require(
                percent == null || (percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0),
                "A coupon takes off up to 100 per cent.");
        require(
                amountMinor == null || (amountMinor > 0 && isCurrency(currency)),
                "An amount is above 0, in a currency.");
        require(
                validUntil != null && periods >= 1 && periods <= 120 && redemptions >= 0,
                "Give validUntil, periods from 1 to 120, and redemptions.");
    }

    private static boolean isCurrency(@Nullable String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(c -> c.getCurrencyCode().equals(code));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(Kind.MALFORMED, "coupon.malformed", otherwise);
        }
    }
}
