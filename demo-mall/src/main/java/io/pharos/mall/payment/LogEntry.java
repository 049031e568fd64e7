package io.pharos.mall.payment;

import io.pharos.mall.order.Order;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of the payment log, which is only ever appended to. */
public record LogEntry(
        Instant at,
        Order order,
        int attempt,
        Event event,
        Result result,
        @Nullable String reason) {
    /** What happened at the gateway. */
    public enum Event {
        ATTEMPT,
        OUTCOME,
        CALLBACK;

        /** The event as tables spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it went. */
    public enum Result {
        /** An attempt: asked, the answer is to come. */
        PENDING,
        /** An outcome: the gateway has the money. */
        ACCEPTED,
        /** An outcome: the gateway refused. */
        DECLINED,
        /** A call-back that made its order paid. */
        APPLIED,
        /** A call-back for an order that was paid already; changes nothing. */
        DUPLICATE;

        /** The result as tables and labels spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
