package io.pharos.mall;

import io.pharos.mall.shop.Rhythm;
import io.pharos.mall.shop.Shop;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shops of this mall, one a tenant, as configured; fixed while the process lives. */
@ApplicationScoped
public class Shops {
    private final Map<TenantId, Shop> shops = new TreeMap<>();
    private final Map<TenantId, Long> seeds = new TreeMap<>();

    Shops(MallConfig config) {
        config.shops().forEach((name, settings) -> {
            TenantId tenant = new TenantId(name);
            Rhythm rhythm = new Rhythm(config.day(), settings.trough(), settings.peak());
            shops.put(tenant, new Shop(tenant, rhythm));
            seeds.put(tenant, settings.seed());
        });
    }

    public Collection<Shop> all() {
        return shops.values();
    }

    /** The seed of that shop's random choices. */
    public long seed(TenantId tenant) {
        return seeds.getOrDefault(tenant, 0L);
    }

    /** The tenant that a request names, refused where it has no shop here. */
    public TenantId named(@Nullable String tenant) {
        if (tenant == null || tenant.isEmpty()) {
            throw Problem.of(Kind.MALFORMED, "shop.missing", "Say whose shop: tenant= one of " + shops.keySet() + ".");
        }
        return TenantId.parse(tenant)
                .filter(shops::containsKey)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "shop.unknown", "There is no such shop; there are " + shops.keySet() + "."));
    }
}
