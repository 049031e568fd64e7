package io.pharos.mall.metrics;

import io.pharos.mall.MallConfig;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The metrics of all shops, kept apart. */
@ApplicationScoped
public class Meters {
    private final Map<TenantId, ShopMeters> meters = new HashMap<>();

    Meters(MallConfig config) {
        config.shops()
                .forEach((name, shop) -> meters.put(
                        new TenantId(name), new ShopMeters(shop.push().isPresent())));
    }

    public ShopMeters of(TenantId tenant) {
        ShopMeters found = meters.get(tenant);
        if (found == null) {
            throw new IllegalArgumentException("no shop of " + tenant);
        }
        return found;
    }
}
