package io.pharos.mall.order;

import io.opentelemetry.api.trace.StatusCode;
import io.pharos.mall.Shops;
import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.metrics.Meters;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Shop;
import io.pharos.mall.stock.Check;
import io.pharos.mall.stock.Enquiry;
import io.pharos.mall.stock.Reservation;
import io.pharos.mall.stock.Warehouse;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes orders: reserves their stock, records them, hands them to payment. One order or many, the same way. */
@ApplicationScoped
public class Checkout {
    private final Warehouse warehouse;
    private final OrderStore store;
    private final Arrivals arrivals;
    private final ChaosBoard chaosBoard;
    private final Meters meters;
    private final Tracing tracing;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<TenantId, Random> randoms = new HashMap<>();

    Checkout(
            Warehouse warehouse,
            OrderStore store,
            Arrivals arrivals,
            ChaosBoard chaosBoard,
            Meters meters,
            Tracing tracing,
            Clock clock,
            Shops shops) {
        this.warehouse = warehouse;
        this.store = store;
        this.arrivals = arrivals;
        this.chaosBoard = chaosBoard;
        this.meters = meters;
        this.tracing = tracing;
        this.clock = clock;
        for (Shop shop : shops.all()) {
            // Random is shared by the requests of a shop, and is safe for that.
            randoms.put(shop.tenant(), new Random(shops.seed(shop.tenant()) + 1));
        }
    }

    /** Takes the orders, in order; all are recorded, those without stock as closed. */
    public List<Order> place(TenantId tenant, List<Basket> baskets) {
        if (baskets.isEmpty()) {
            return List.of();
        }
        arrivals.refuseWhenFull(tenant, baskets.size());
        Chaos chaos = chaosBoard.in(tenant);
        Instant begun = clock.instant();
        List<Order> orders = warehouse.whileSelling(tenant, () -> sell(tenant, baskets, chaos));
        orders.stream().filter(Order::open).forEach(arrivals::add);
        meters.of(tenant).placed(orders, begun, clock.instant());
        return orders;
    }

    private List<Order> sell(TenantId tenant, List<Basket> baskets, Chaos chaos) {
        List<Reservation> reservations = reserve(tenant, baskets, chaos);
        Instant now = clock.instant();
        List<Order> orders = new ArrayList<>(baskets.size());
        for (int i = 0; i < baskets.size(); i++) {
            orders.add(order(tenant, baskets.get(i), reservations.get(i), now));
        }
        try {
            record(tenant, orders, chaos, now);
        } catch (RuntimeException e) {
            // Whether it was recorded is not known: the books decide.
            warehouse.doubt(tenant);
            throw e;
        }
        return orders;
    }

    private List<Reservation> reserve(TenantId tenant, List<Basket> baskets, Chaos chaos) {
        Random random = randoms.getOrDefault(tenant, new Random());
        List<Enquiry> enquiries = baskets.stream()
                .map(basket -> new Enquiry(basket, Check.draw(basket.sku(), chaos, random)))
                .toList();
        String key = "stock:" + baskets.getFirst().sku().id();
        return tracing.call("redis.decr", Map.of("db.system.name", "redis", "redis.key", key), span -> {
            List<Reservation> reservations = warehouse.reserve(tenant, enquiries, chaos);
            if (reservations.getFirst() instanceof Reservation.Unavailable) {
                span.setStatus(StatusCode.ERROR, "Redis did not count the order");
            }
            return reservations;
        });
    }

    private void record(TenantId tenant, List<Order> orders, Chaos chaos, Instant now) {
        Map<String, String> attributes =
                Map.of("db.system.name", "postgresql", "db.namespace", "mall", "db.query.text", OrderStore.PLACE);
        tracing.call("INSERT mall.orders", attributes, span -> {
            store.place(tenant, orders, chaos, now);
            return span;
        });
    }

    private Order order(TenantId tenant, Basket basket, Reservation reservation, Instant now) {
        TradeNo tradeNo = TradeNo.of(now, sequence.getAndIncrement());
        return switch (reservation) {
            case Reservation.Reserved _ -> order(tenant, tradeNo, basket, now, null);
            case Reservation.SoldOut _ -> order(tenant, tradeNo, basket, now, "sold-out");
            case Reservation.Unavailable _ -> order(tenant, tradeNo, basket, now, "stock-unavailable");
        };
    }

    private Order order(TenantId tenant, TradeNo tradeNo, Basket basket, Instant now, @Nullable String closed) {
        OrderState state = closed == null ? OrderState.CREATED : OrderState.CLOSED;
        return new Order(tenant, tradeNo, basket, now, state, closed, tracing.traceId());
    }
}
