package io.pharos.mall.metrics;

import io.pharos.mall.Shops;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The metrics of all shops, kept apart. */
@ApplicationScoped
public class Meters {
    private final Map<TenantId, ShopMeters> meters = new HashMap<>();

    Meters(Shops shops) {
        shops.all().forEach(shop -> meters.put(shop.tenant(), new ShopMeters()));
    }

    public ShopMeters of(TenantId tenant) {
        ShopMeters found = meters.get(tenant);
        if (found == null) {
            throw new IllegalArgumentException("no shop of " + tenant);
        }
        return found;
    }
}
