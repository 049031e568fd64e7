package io.pharos.mall.load;

import io.pharos.mall.payment.Effect;
import io.pharos.mall.payment.PaymentBook;
import io.pharos.mall.shop.Shop;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where one shop stands between two ticks; used by one thread only. */
final class ShopRun {
    final Shop shop;
    final SplittableRandom random;
    Shop.State demand;
    PaymentBook payments = PaymentBook.EMPTY;
    final List<Effect> unrecorded = new ArrayList<>();
    double tracedBudget;
    boolean open;
    Instant pushDue;
    Instant cleaningDue;
    volatile Instant lastTick = Instant.EPOCH;

    ShopRun(Shop shop, long seed, Instant now) {
        this.shop = shop;
        this.random = new SplittableRandom(seed);
        this.demand = Shop.State.openedAt(now);
        this.pushDue = now;
        this.cleaningDue = now;
    }

    TenantId tenant() {
        return shop.tenant();
    }
}
