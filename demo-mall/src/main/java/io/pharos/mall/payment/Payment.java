package io.pharos.mall.payment;

import io.pharos.mall.order.Order;
import java.time.Instant;

/** The payment of one order, from the first attempt until nothing more can happen to it. */
public record Payment(Order order, int attempt, State state) {
    /** Where the payment stands. */
    public sealed interface State {
        /** The gateway was asked and will answer then. */
        record Asked(Instant answerAt, Answer answer) implements State {}

        /** Declined; the customer tries again then. */
        record Hesitating(Instant retryAt) implements State {}

        /** The gateway has the money and will call back then, so many times in all. */
        record Accepted(Instant callbackAt, int callbacks) implements State {}

        /** The gateway has the money, and its call-back was lost. */
        record Silent(Instant closeAt) implements State {}

        /** Paid, and a second call-back arrives then. */
        record Echoing(Instant callbackAt) implements State {}
    }
}
