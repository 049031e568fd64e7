package io.pharos.mall.stock;

import io.pharos.mall.Shops;
import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Shop;
import io.pharos.mall.shop.Sku;
import io.pharos.mall.stock.Reservation.Reserved;
import io.pharos.mall.stock.Reservation.SoldOut;
import io.pharos.mall.stock.Reservation.Unavailable;
import io.pharos.mall.stock.StockCache.Change;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Reserves stock for orders, restocks, and recounts Redis from the books after chaos that made them differ. */
@ApplicationScoped
public class Warehouse {
    private static final Logger LOG = Logger.getLogger(Warehouse.class);

    private final StockCache cache;
    private final StockStore store;
    private final Map<TenantId, Shelf> shelves = new HashMap<>();

    Warehouse(StockCache cache, StockStore store, Shops shops) {
        this.cache = cache;
        this.store = store;
        for (Shop shop : shops.all()) {
            shelves.put(shop.tenant(), new Shelf());
        }
    }

    /** Runs a sale from the reservation to the record; no recount comes between. */
    public <T> T whileSelling(TenantId tenant, Supplier<T> sale) {
        return shelf(tenant).whileSelling(sale);
    }

    /** Asks for the stock of each basket in the way that is drawn for it; the answers are in the same order. */
    public List<Reservation> reserve(TenantId tenant, List<Enquiry> enquiries, Chaos chaos) {
        List<Change> changes = enquiries.stream()
                .filter(enquiry -> enquiry.check() != Check.STALE)
                .map(Enquiry::change)
                .toList();
        Iterator<OptionalLong> left = take(tenant, changes).iterator();
        List<Reservation> answers = new ArrayList<>(enquiries.size());
        List<Change> tooMany = new ArrayList<>();
        for (Enquiry enquiry : enquiries) {
            boolean stale = enquiry.check() == Check.STALE;
            Reservation answer = stale ? stale(tenant, enquiry, chaos) : judged(tenant, enquiry, left.next());
            if (!stale && answer instanceof SoldOut) {
                tooMany.add(enquiry.change());
            }
            answers.add(answer);
        }
        giveBack(tenant, tooMany);
        return answers;
    }

    private List<OptionalLong> take(TenantId tenant, List<Change> changes) {
        try {
            return cache.take(tenant, changes);
        } catch (RuntimeException e) {
            shelf(tenant).doubt();
            LOG.warnf("tenant=%s Redis did not count %d orders: %s", tenant, changes.size(), e);
            return changes.stream().map(_ -> OptionalLong.empty()).toList();
        }
    }

    private Reservation judged(TenantId tenant, Enquiry enquiry, OptionalLong left) {
        if (left.isEmpty()) {
            return new Unavailable();
        }
        shelf(tenant).saw(enquiry.basket().sku(), left.getAsLong());
        boolean tooMany = left.getAsLong() < 0 && enquiry.check() == Check.GUARDED;
        return tooMany ? new SoldOut() : new Reserved();
    }

    private Reservation stale(TenantId tenant, Enquiry enquiry, Chaos chaos) {
        shelf(tenant).doubt();
        Basket basket = enquiry.basket();
        Instant since = chaos.since(Knob.STALE_CACHE).orElse(Instant.EPOCH);
        return shelf(tenant).staleCount(basket.sku(), since) >= basket.quantity() ? new Reserved() : new SoldOut();
    }

    private void giveBack(TenantId tenant, List<Change> changes) {
        List<OptionalLong> counts = add(tenant, changes);
        for (int i = 0; i < counts.size(); i++) {
            Sku sku = changes.get(i).sku();
            counts.get(i).ifPresent(count -> shelf(tenant).saw(sku, count));
        }
    }

    private List<OptionalLong> add(TenantId tenant, List<Change> changes) {
        try {
            return cache.add(tenant, changes);
        } catch (RuntimeException e) {
            shelf(tenant).doubt();
            throw e;
        }
    }

    /** Fills the shelves that are nearly empty, in the books and in Redis. */
    public void restock(TenantId tenant, Chaos chaos, Instant now) {
        Shelf shelf = shelf(tenant);
        for (Sku sku : Catalogue.SKUS) {
            boolean forgotten = chaos.is(Knob.OVERSELL) && sku.equals(Catalogue.HOT);
            if (!forgotten && shelf.count(sku) < sku.restockBelow()) {
                shelf.whileSelling(() -> {
                    long pieces = sku.fullShelf() - shelf.count(sku);
                    store.add(tenant, sku, pieces, now);
                    giveBack(tenant, List.of(Change.of(sku, pieces)));
                    return pieces;
                });
            }
        }
    }

    /** Makes Redis say what the books say, with nothing sold meanwhile; fills the shelves of a new shop. */
    public void recount(TenantId tenant, Instant now) {
        Shelf shelf = shelf(tenant);
        shelf.whileClosed(() -> {
            store.openShelves(tenant, now);
            Map<String, Long> counts = store.available(tenant);
            cache.set(tenant, counts);
            shelf.sawAll(counts);
        });
    }

    /** From now on Redis may differ from the books. */
    public void doubt(TenantId tenant) {
        shelf(tenant).doubt();
    }

    /** Recounts where Redis may differ from the books, unless chaos would make it differ again at once. */
    public void recountDoubtful(TenantId tenant, Chaos chaos, Instant now) {
        if (shelf(tenant).doubtful() && !chaos.is(Knob.STALE_CACHE)) {
            recount(tenant, now);
        }
    }

    /** What is in stock, as far as this process has heard from Redis. */
    public long count(TenantId tenant, Sku sku) {
        return shelf(tenant).count(sku);
    }

    /** Looks for SKUs that do not exist: in Redis, and since it knows none of them, in the books. */
    public void lookUpUnknown(TenantId tenant, List<String> skuIds) {
        if (!skuIds.isEmpty() && cache.missesAll(tenant, skuIds)) {
            store.lookUpUnknown(tenant, skuIds);
        }
    }

    private Shelf shelf(TenantId tenant) {
        Shelf shelf = shelves.get(tenant);
        if (shelf == null) {
            throw new IllegalArgumentException("no shop of " + tenant);
        }
        return shelf;
    }
}
