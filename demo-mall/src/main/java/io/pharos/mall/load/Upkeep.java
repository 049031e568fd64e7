package io.pharos.mall.load;

import io.pharos.mall.MallConfig;
import io.pharos.mall.metrics.Meters;
import io.pharos.mall.metrics.PaymentLogClient;
import io.pharos.mall.order.OrderStore;
import io.pharos.mall.payment.PaymentStore;
import io.pharos.mall.stock.Warehouse;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What a shop does now and then: open, push its payment log, throw old records away. */
@ApplicationScoped
class Upkeep {
    private final OrderStore orders;
    private final PaymentStore payments;
    private final Warehouse warehouse;
    private final Meters meters;
    private final PaymentLogClient paymentLog;
    private final MallConfig config;

    Upkeep(
            OrderStore orders,
            PaymentStore payments,
            Warehouse warehouse,
            Meters meters,
            PaymentLogClient paymentLog,
            MallConfig config) {
        this.orders = orders;
        this.payments = payments;
        this.warehouse = warehouse;
        this.meters = meters;
        this.paymentLog = paymentLog;
        this.config = config;
    }

    /** Looks after the shop before a tick; the first time, it takes up what a former run has left. */
    void attend(ShopRun run, Instant now) {
        if (!run.open) {
            open(run, now);
            run.open = true;
        }
        meters.of(run.tenant()).pulse().dayBegan(run.shop.rhythm().midnight(now));
        if (!now.isBefore(run.pushDue)) {
            paymentLog.push(run.tenant());
            run.pushDue = now.plus(config.payment().pushEvery());
        }
        if (!now.isBefore(run.cleaningDue)) {
            clean(run.tenant(), now);
            run.cleaningDue = now.plus(config.retention().every());
        }
    }

    private void open(ShopRun run, Instant now) {
        TenantId tenant = run.tenant();
        Instant midnight = run.shop.rhythm().midnight(now);
        orders.closeForgotten(tenant, now, now);
        warehouse.recount(tenant, now);
        meters.of(tenant).earnedBefore(orders.revenueSince(tenant, midnight));
    }

    private void clean(TenantId tenant, Instant now) {
        orders.closeForgotten(tenant, now.minus(config.payment().closeAfter().multipliedBy(2)), now);
        orders.deleteBefore(tenant, now.minus(config.retention().orders()));
        payments.deleteBefore(tenant, now.minus(config.retention().paymentLog()));
    }
}
