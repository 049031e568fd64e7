package io.pharos.mall.stock;

/** What the stock said to one order. */
public sealed interface Reservation {
    /** The pieces are this order's. */
    record Reserved() implements Reservation {}

    /** There were not enough; nothing was taken. */
    record SoldOut() implements Reservation {}

    /** The stock could not be asked. */
    record Unavailable() implements Reservation {}
}
