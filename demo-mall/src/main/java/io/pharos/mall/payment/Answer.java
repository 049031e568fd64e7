package io.pharos.mall.payment;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.shop.Draw;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What a gateway says to one attempt. */
public sealed interface Answer {
    /** The gateway has the money, and will call back that many times; once is right. */
    record Accepted(int callbacks) implements Answer {}

    /** The gateway does not take the payment. */
    record Declined(Reason reason) implements Answer {}

    /** Why a gateway declines. */
    enum Reason {
        INSUFFICIENT_FUNDS,
        BANK_UNREACHABLE,
        RISK_CONTROL,
        PASSWORD_WRONG;

        /** The reason as tables spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Draws the answer to an attempt; pure. */
    static Answer draw(double declined, Chaos chaos, RandomGenerator random) {
        if (Draw.chance(Math.max(declined, chaos.level(Knob.PAYMENT_FAILURES)), random)) {
            return new Declined(Draw.weighted(List.of(Reason.values()), reason -> 1, random));
        }
        if (Draw.chance(chaos.level(Knob.LOST_CALLBACKS), random)) {
            return new Accepted(0);
        }
        return new Accepted(Draw.chance(chaos.level(Knob.DUPLICATE_CALLBACKS), random) ? 2 : 1);
    }
}
