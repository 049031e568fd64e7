package io.pharos.billing.invoice;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import java.math.BigDecimal;

/** A reduction of the net amount, before tax; never more than what is there to reduce. */
public sealed interface Coupon {
    String code();

    /** What it takes off a net amount; zero where there is nothing to pay. */
    Money off(Money net);

    record AmountOff(String code, Money amount) implements Coupon {
        public AmountOff {
            if (amount.isNegative()) {
                throw new IllegalArgumentException("a coupon takes off, it does not add: " + code);
            }
        }

        @Override
        public Money off(Money net) {
            return net.isPositive() ? amount.smaller(net) : Money.zero(net.currency());
        }
    }

    record PercentOff(String code, BigDecimal percent) implements Coupon {
        public PercentOff {
            if (percent.signum() < 0 || Decimals.isAbove(percent, Decimals.HUNDRED)) {
                throw new IllegalArgumentException("a coupon is of 0 to 100 per cent: " + code);
            }
        }

        @Override
        public Money off(Money net) {
            if (!net.isPositive()) {
                return Money.zero(net.currency());
            }
            BigDecimal exact = Decimals.percent(percent, net.amount());
            return Money.rounded(exact, net.currency(), Rounding.of(net.currency()));
        }
    }
}
