package io.pharos.alert.history;

/** Takes what was delivered and what failed; never blocks and never fails the one who tells. */
@FunctionalInterface
public interface DeliveryLog {
    void add(Delivery delivery);
}
