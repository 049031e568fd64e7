package io.pharos.mall.load;

import io.pharos.mall.MallConfig;
import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.metrics.Meters;
import io.pharos.mall.metrics.ShopMeters;
import io.pharos.mall.order.Arrivals;
import io.pharos.mall.order.Checkout;
import io.pharos.mall.payment.PaymentBook;
import io.pharos.mall.payment.PaymentMachine;
import io.pharos.mall.payment.PaymentStore;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Shop;
import io.pharos.mall.shop.Sku;
import io.pharos.mall.stock.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** One tick of a shop: customers come, payments go on, shelves are filled. What happens is decided by the pure parts. */
@ApplicationScoped
class ShopDay {
    private static final Logger LOG = Logger.getLogger(ShopDay.class);
    private static final double LOOKUPS_PER_SECOND = 200;
    private static final int MOST_UNRECORDED = 50_000;

    private final Checkout checkout;
    private final Arrivals arrivals;
    private final PaymentStore paymentStore;
    private final Warehouse warehouse;
    private final ChaosBoard chaosBoard;
    private final Meters meters;
    private final HttpCustomers httpCustomers;
    private final PaymentMachine machine;
    private final double tracedRate;

    ShopDay(
            Checkout checkout,
            Arrivals arrivals,
            PaymentStore paymentStore,
            Warehouse warehouse,
            ChaosBoard chaosBoard,
            Meters meters,
            HttpCustomers httpCustomers,
            MallConfig config) {
        this.checkout = checkout;
        this.arrivals = arrivals;
        this.paymentStore = paymentStore;
        this.warehouse = warehouse;
        this.chaosBoard = chaosBoard;
        this.meters = meters;
        this.httpCustomers = httpCustomers;
        this.machine =
                new PaymentMachine(config.payment().declined(), config.payment().closeAfter());
        this.tracedRate = config.load().tracedRate();
    }

    void tick(ShopRun run, Instant now) {
        Chaos chaos = chaosBoard.in(run.tenant());
        Duration passed = Duration.between(run.demand.servedUntil(), now);
        Shop.Step step = run.shop.decide(run.demand, chaos, now, run.random);
        run.demand = step.next();
        serve(run, step.baskets(), passed);
        settle(run, chaos, now);
        careForStock(run, chaos, passed, now);
        run.lastTick = now;
    }

    /** Some customers come by HTTP, one by one; the rest together. */
    private void serve(ShopRun run, List<Basket> baskets, Duration passed) {
        run.tracedBudget = Math.min(3, run.tracedBudget + tracedRate * passed.toMillis() / 1000.0);
        List<Basket> together = new ArrayList<>(baskets.size());
        for (Basket basket : baskets) {
            if (run.tracedBudget >= 1 && httpCustomers.buy(run.tenant(), basket)) {
                run.tracedBudget--;
            } else {
                together.add(basket);
            }
        }
        checkout.place(run.tenant(), together);
    }

    /** What could not be recorded is tried again with the next tick; it has happened at the gateways all the same. */
    private void settle(ShopRun run, Chaos chaos, Instant now) {
        PaymentBook.Step step = run.payments.decide(machine, arrivals.drain(run.tenant()), chaos, now, run.random);
        run.payments = step.next();
        run.unrecorded.addAll(step.effects());
        if (run.unrecorded.isEmpty()) {
            return;
        }
        if (run.unrecorded.size() > MOST_UNRECORDED) {
            LOG.warnf(
                    "tenant=%s forgets %d payment events that could not be recorded",
                    run.tenant(), run.unrecorded.size());
            run.unrecorded.clear();
            return;
        }
        paymentStore.record(run.tenant(), run.unrecorded, now);
        meters.of(run.tenant()).settled(run.unrecorded);
        run.unrecorded.clear();
    }

    private void careForStock(ShopRun run, Chaos chaos, Duration passed, Instant now) {
        warehouse.recountDoubtful(run.tenant(), chaos, now);
        warehouse.restock(run.tenant(), chaos, now);
        lookUpUnknown(run, chaos, passed);
        ShopMeters shopMeters = meters.of(run.tenant());
        for (Sku sku : Catalogue.SKUS) {
            shopMeters.inStock(sku, warehouse.count(run.tenant(), sku));
        }
    }

    private void lookUpUnknown(ShopRun run, Chaos chaos, Duration passed) {
        double seconds = Math.min(1, passed.toMillis() / 1000.0);
        int count = (int) (LOOKUPS_PER_SECOND * seconds * chaos.level(Knob.CACHE_PENETRATION));
        List<String> unknown = Stream.generate(() -> "x" + run.random.nextInt(1_000_000))
                .limit(count)
                .toList();
        warehouse.lookUpUnknown(run.tenant(), unknown);
        meters.of(run.tenant()).missed(count);
    }
}
