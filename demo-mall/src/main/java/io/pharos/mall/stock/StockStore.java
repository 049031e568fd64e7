package io.pharos.mall.stock;

import io.pharos.mall.database.MallDatabase;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Sku;
import io.pharos.model.TenantId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The books of the stock. */
@ApplicationScoped
public class StockStore {
    private static final String OPEN_SHELVES = """
            insert into mall.stock (tenant, sku_id, zone, available, updated_at)
            select $1, s.sku_id, s.zone, s.available, $5
            from unnest($2::text[], $3::text[], $4::bigint[]) as s (sku_id, zone, available)
            on conflict (tenant, sku_id) do nothing
            """;

    private static final String OF_SHOP = "select sku_id, available from mall.stock where tenant = $1";

    private static final String AVAILABLE = "select available from mall.stock where tenant = $1 and sku_id = $2";

    private static final String ADD =
            "update mall.stock set available = available + $3, updated_at = $4 where tenant = $1 and sku_id = $2";

    private final MallDatabase database;

    StockStore(MallDatabase database) {
        this.database = database;
    }

    /** Fills the shelves of a new shop; those of an old one stay as they are. */
    public void openShelves(TenantId tenant, Instant now) {
        List<Sku> skus = Catalogue.SKUS;
        Tuple values = Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(skus.stream().map(Sku::id).toArray(String[]::new))
                .addArrayOfString(skus.stream().map(Sku::zone).toArray(String[]::new))
                .addArrayOfLong(skus.stream().map(sku -> (long) sku.fullShelf()).toArray(Long[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        database.run(tenant, OPEN_SHELVES, values);
    }

    /** What the books say is there, by SKU. */
    public Map<String, Long> available(TenantId tenant) {
        Map<String, Long> available = new HashMap<>();
        for (Row row : database.run(tenant, OF_SHOP, Tuple.of(tenant.value()))) {
            available.put(row.getString("sku_id"), row.getLong("available"));
        }
        return available;
    }

    /** Writes into the books that goods came in. */
    public void add(TenantId tenant, Sku sku, long pieces, Instant now) {
        database.run(tenant, ADD, Tuple.of(tenant.value(), sku.id(), pieces, now.atOffset(ZoneOffset.UTC)));
    }

    /** Looks up SKUs that do not exist, one statement each: what a cache that cannot remember a miss lets through. */
    public void lookUpUnknown(TenantId tenant, List<String> skuIds) {
        List<Tuple> values =
                skuIds.stream().map(id -> Tuple.of(tenant.value(), id)).toList();
        database.runEach(AVAILABLE, values);
    }
}
