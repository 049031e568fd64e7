package io.pharos.mall.order;

import io.pharos.mall.Shops;
import io.pharos.mall.shop.Shop;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Open orders on their way from the checkout to payment; bounded, a shop that is full takes no more orders. */
@ApplicationScoped
public class Arrivals {
    private static final int MOST = 10_000;

    private final Map<TenantId, BlockingQueue<Order>> queues = new HashMap<>();

    Arrivals(Shops shops) {
        for (Shop shop : shops.all()) {
            queues.put(shop.tenant(), new ArrayBlockingQueue<>(MOST));
        }
    }

    void refuseWhenFull(TenantId tenant, int more) {
        if (queue(tenant).remainingCapacity() < more) {
            throw Problem.of(Kind.UNAVAILABLE, "order.too-many", "The shop cannot keep up; order again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    /** Hands an order to payment. One that finds no room after all is closed later, as one whose payment was forgotten. */
    void add(Order order) {
        boolean unused = queue(order.tenant()).offer(order);
    }

    /** Everything that has arrived since the last call. */
    public List<Order> drain(TenantId tenant) {
        List<Order> arrived = new ArrayList<>();
        queue(tenant).drainTo(arrived);
        return arrived;
    }

    private BlockingQueue<Order> queue(TenantId tenant) {
        BlockingQueue<Order> queue = queues.get(tenant);
        if (queue == null) {
            throw new IllegalArgumentException("no shop of " + tenant);
        }
        return queue;
    }
}
