package io.pharos.mall.payment;

import io.pharos.mall.order.Order;
import io.pharos.mall.order.OrderState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a payment's step wants to be recorded. */
public sealed interface Effect {
    /** A line for the payment log. */
    record Logged(LogEntry entry) implements Effect {}

    /** An open order that has come to its end. */
    record Ended(Order order, OrderState state, @Nullable String reason, Instant at) implements Effect {}
}
