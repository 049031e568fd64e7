package io.pharos.mall.payment;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Disturbance;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.order.Order;
import io.pharos.mall.order.OrderState;
import io.pharos.mall.order.TradeNo;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Gateway;
import io.pharos.mall.shop.Rhythm;
import io.pharos.mall.shop.Shop;
import io.pharos.mall.shop.Tier;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** A shop with demand and payments but nothing behind it, driven through simulated time. */
final class SimulatedShop {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int WARM_UP = 10;

    private final Shop shop;
    private final PaymentMachine machine = new PaymentMachine(0.0004, Duration.ofSeconds(60));
    private final SplittableRandom random;
    private final List<Effect> effects = new ArrayList<>();
    private Chaos chaos = Chaos.NONE;
    private PaymentBook book = PaymentBook.EMPTY;
    private int seconds;

    SimulatedShop(double trough, double peak, long seed) {
        this.shop = new Shop(ACME, new Rhythm(Duration.ofMinutes(30), trough, peak));
        this.random = new SplittableRandom(seed);
    }

    SimulatedShop with(Knob knob, double level) {
        chaos = new Chaos(Map.of(knob, new Disturbance(ACME, knob, level, START, START.plus(Duration.ofDays(1)))));
        return this;
    }

    void run(Duration span) {
        seconds = (int) span.toSeconds();
        Shop.State demand = Shop.State.openedAt(START);
        long sequence = 0;
        for (Instant now = START.plus(TICK); now.isBefore(START.plus(span)); now = now.plus(TICK)) {
            Shop.Step step = shop.decide(demand, chaos, now, random);
            demand = step.next();
            List<Order> orders = new ArrayList<>();
            for (Basket basket : step.baskets()) {
                orders.add(new Order(ACME, TradeNo.of(now, sequence++), basket, now, OrderState.CREATED, null, null));
            }
            PaymentBook.Step settled = book.decide(machine, orders, chaos, now, random);
            book = settled.next();
            effects.addAll(settled.effects());
        }
    }

    /** The lowest share of successful attempts in any window of that length, moved by the second. */
    double worstSuccess(Gateway gateway, Duration window) {
        int[] attempts = perSecond(e -> of(e, gateway, LogEntry.Event.ATTEMPT, LogEntry.Result.PENDING));
        int[] declined = perSecond(e -> of(e, gateway, LogEntry.Event.OUTCOME, LogEntry.Result.DECLINED));
        return worst(window, end -> attempts[end], end -> declined[end], true);
    }

    /** The fewest gold payments a second in any window of that length. */
    double worstGoldRate(Duration window) {
        int[] gold = perSecond(e -> e instanceof Effect.Ended end
                && end.state() == OrderState.PAID
                && end.order().basket().tier() == Tier.GOLD);
        return worst(window, second -> gold[second], _ -> 0, false);
    }

    private double worst(Duration window, IntUnaryOperator all, IntUnaryOperator bad, boolean ratio) {
        int length = (int) window.toSeconds();
        double worst = Double.MAX_VALUE;
        for (int from = WARM_UP; from + length <= seconds; from++) {
            double sum = 0;
            double sumBad = 0;
            for (int second = from; second < from + length; second++) {
                sum += all.applyAsInt(second);
                sumBad += bad.applyAsInt(second);
            }
            worst = Math.min(worst, ratio ? 1 - sumBad / sum : sum / length);
        }
        return worst;
    }

    long count(LogEntry.Result result) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Logged logged && logged.entry().result() == result)
                .count();
    }

    long paid() {
        return ended(OrderState.PAID);
    }

    long closed() {
        return ended(OrderState.CLOSED);
    }

    int open() {
        return book.open().size();
    }

    boolean endedTwice() {
        Set<TradeNo> seen = new HashSet<>();
        return effects.stream()
                .anyMatch(e ->
                        e instanceof Effect.Ended end && !seen.add(end.order().tradeNo()));
    }

    private long ended(OrderState state) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Ended end && end.state() == state)
                .count();
    }

    private int[] perSecond(Predicate<Effect> wanted) {
        int[] counts = new int[seconds + 1];
        effects.stream().filter(wanted).forEach(e -> counts[second(e)]++);
        return counts;
    }

    private static int second(Effect effect) {
        Instant at = switch (effect) {
            case Effect.Logged logged -> logged.entry().at();
            case Effect.Ended ended -> ended.at();
        };
        return (int) Duration.between(START, at).toSeconds();
    }

    private static boolean of(Effect effect, Gateway gateway, LogEntry.Event event, LogEntry.Result result) {
        return effect instanceof Effect.Logged(LogEntry entry)
                && entry.event() == event
                && entry.result() == result
                && entry.order().basket().gateway() == gateway;
    }
}
