package io.pharos.mall.metrics;

import io.pharos.mall.order.Order;
import io.pharos.mall.order.OrderState;
import io.pharos.mall.payment.Effect;
import io.pharos.mall.payment.LogEntry;
import io.pharos.mall.shop.Cny;
import io.pharos.mall.shop.Gateway;
import io.pharos.mall.shop.Sku;
import io.pharos.mall.shop.Source;
import io.pharos.mall.shop.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of one shop; nothing of another shop is in here. The first seven are the contract with the suite. */
public final class ShopMeters {
    private final Counter created = new Counter("mall_order_created_total", "Orders created.", "source");
    private final Counter paid = new Counter("mall_order_paid_total", "Orders paid.", "payment_method");
    private final Counter attempts = new Counter("mall_payment_attempts_total", "Payments tried.", "gateway");
    private final Counter failed = new Counter("mall_payment_failed_total", "Payments that failed.", "gateway");
    private final Gauge inventory = new Gauge("mall_inventory_gauge", "Stock available now.", "sku_id", "zone");
    private final Counter success =
            new Counter("ecommerce_payment_success_total", "Successful payments.", "method", "tier");
    private final Counter lost = new Counter("mall_order_lost_total", "Orders that ended unpaid.", "gateway", "reason");
    private final Counter revenue = new Counter("mall_revenue_cny_total", "Money of the orders paid, in CNY.", "tier");
    private final Counter callbacks =
            new Counter("mall_payment_callbacks_total", "Call-backs of the gateways.", "gateway", "result");
    private final Counter cache = new Counter("mall_cache_requests_total", "Look-ups of stock in Redis.", "result");
    private final Histogram checkout =
            new Histogram("mall_checkout_duration_seconds", "From basket to recorded order.");

    private final List<Metric> paymentLog = List.of(attempts, failed);
    private final List<Metric> page;
    private final Pulse pulse = new Pulse();

    /** Metrics of a shop whose payment log is pushed, or stands on the scraped page with the rest; never both. */
    ShopMeters(boolean paymentLogPushed) {
        List<Metric> rest = List.of(created, paid, inventory, success, lost, revenue, callbacks, cache, checkout);
        page = paymentLogPushed
                ? rest
                : Stream.concat(rest.stream(), paymentLog.stream()).toList();
        for (Source source : Source.values()) {
            created.init(source.label());
        }
        for (Tier tier : Tier.values()) {
            revenue.init(tier.label());
        }
        for (Gateway gateway : Gateway.values()) {
            init(gateway.label());
        }
        cache.init("hit").init("miss");
    }

    private void init(String gateway) {
        paid.init(gateway);
        attempts.init(gateway);
        failed.init(gateway);
        callbacks.init(gateway, "applied").init(gateway, "duplicate");
        for (Tier tier : Tier.values()) {
            success.init(gateway, tier.label());
        }
    }

    /** Orders that were taken, all together between those two moments. */
    public void placed(List<Order> orders, Instant begun, Instant done) {
        for (Order order : orders) {
            created.add(1, order.traceId(), done, order.basket().source().label());
            if (!order.open()) {
                lost(order, String.valueOf(order.reason()), done);
            }
        }
        cache.add(orders.size(), "hit");
        checkout.observe(Duration.between(begun, done).toMillis() / 1000.0, orders.size());
        pulse.add(done, Pulse.Beat.ORDERS, orders.size());
    }

    /** What became of payments. */
    public void settled(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Logged logged -> logged(logged.entry());
                case Effect.Ended ended -> ended(ended);
            }
        }
    }

    private void logged(LogEntry entry) {
        Order order = entry.order();
        Gateway gateway = order.basket().gateway();
        switch (entry.result()) {
            case PENDING -> {
                attempts.add(1, order.traceId(), entry.at(), gateway.label());
                pulse.add(entry.at(), Pulse.Beat.attempts(gateway), 1);
            }
            case DECLINED -> {
                failed.add(1, order.traceId(), entry.at(), gateway.label());
                pulse.add(entry.at(), Pulse.Beat.failures(gateway), 1);
            }
            case APPLIED, DUPLICATE ->
                callbacks.add(
                        1,
                        order.traceId(),
                        entry.at(),
                        gateway.label(),
                        entry.result().label());
            case ACCEPTED -> {}
        }
    }

    private void ended(Effect.Ended ended) {
        Order order = ended.order();
        if (ended.state() != OrderState.PAID) {
            lost(order, ended.state() == OrderState.FAILED ? "declined" : String.valueOf(ended.reason()), ended.at());
            return;
        }
        String method = order.basket().gateway().label();
        Tier tier = order.basket().tier();
        paid.add(1, order.traceId(), ended.at(), method);
        success.add(1, order.traceId(), ended.at(), method, tier.label());
        revenue.add(order.amount().yuan(), order.traceId(), ended.at(), tier.label());
        pulse.add(ended.at(), Pulse.Beat.FEN, order.amount().fen());
        pulse.add(ended.at(), Pulse.Beat.GOLD, tier == Tier.GOLD ? 1 : 0);
    }

    private void lost(Order order, String reason, Instant at) {
        lost.add(1, order.traceId(), at, order.basket().gateway().label(), reason);
        pulse.add(at, Pulse.Beat.LOST_FEN, order.amount().fen());
    }

    /** Look-ups of stock that Redis knew nothing of. */
    public void missed(int count) {
        cache.add(count, "miss");
    }

    /** What is in stock now. */
    public void inStock(Sku sku, long count) {
        inventory.set(count, sku.id(), sku.zone());
    }

    /** How the shop does right now, for people. */
    public Pulse pulse() {
        return pulse;
    }

    /** Money that was made earlier in the current mall day, before a restart. */
    public void earnedBefore(Cny amount) {
        pulse.earnedBefore(amount);
    }

    String text(Exposition.Format format) {
        return text(page, format);
    }

    /** What the payment log counts, as a Pushgateway takes it. */
    String paymentLog() {
        return text(paymentLog, Exposition.Format.PROMETHEUS);
    }

    private static String text(List<Metric> metrics, Exposition.Format format) {
        Exposition out = new Exposition(format);
        metrics.forEach(metric -> metric.writeTo(out));
        return out.end();
    }
}
