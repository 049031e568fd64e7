package io.pharos.mall.order;

import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Cny;
import io.pharos.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was taken: created, or closed at once with a reason where there was no stock. The trace id is there
 * for orders that came by HTTP, so that the money at stake in a trace can be found.
 */
public record Order(
        TenantId tenant,
        TradeNo tradeNo,
        Basket basket,
        Instant createdAt,
        OrderState state,
        @Nullable String reason,
        @Nullable String traceId) {
    public Order {
        if ((state == OrderState.CREATED) != (reason == null)) {
            throw new IllegalArgumentException("an order that is not open any more says why");
        }
    }

    public Cny amount() {
        return basket.amount();
    }

    public boolean open() {
        return state == OrderState.CREATED;
    }
}
