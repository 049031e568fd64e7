package io.pharos.mall.order;

import java.util.Locale;

/** Where an order stands. From created it goes to exactly one of the others and stays there. */
public enum OrderState {
    /** Taken, stock reserved, not paid yet. */
    CREATED,
    /** The gateway called back. */
    PAID,
    /** The gateway declined every attempt. */
    FAILED,
    /** Ended unpaid: no stock, or no call-back in time. */
    CLOSED;

    /** The state as tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
