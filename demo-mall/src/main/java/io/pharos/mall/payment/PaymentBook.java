package io.pharos.mall.payment;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** All payments of one shop that are under way. Immutable; a step gives the next book and what is to be recorded. */
public record PaymentBook(List<Payment> open) {
    public static final PaymentBook EMPTY = new PaymentBook(List.of());

    public PaymentBook {
        open = List.copyOf(open);
    }

    /** The next book, and what is to be recorded, in order. */
    public record Step(PaymentBook next, List<Effect> effects) {}

    /** Goes on with every payment, and starts those of the new orders. */
    public Step decide(PaymentMachine machine, List<Order> arrived, Chaos chaos, Instant now, RandomGenerator random) {
        List<Payment> still = new ArrayList<>(open.size() + arrived.size());
        List<Effect> effects = new ArrayList<>();
        for (Payment payment : open) {
            record(machine.advance(payment, chaos, now, random), still, effects);
        }
        for (Order order : arrived) {
            record(machine.start(order, chaos, now, random), still, effects);
        }
        return new Step(new PaymentBook(still), effects);
    }

    private static void record(PaymentMachine.Step step, List<Payment> still, List<Effect> effects) {
        Payment next = step.next();
        if (next != null) {
            still.add(next);
        }
        effects.addAll(step.effects());
    }
}
