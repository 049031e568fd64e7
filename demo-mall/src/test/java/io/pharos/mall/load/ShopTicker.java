package io.pharos.mall.load;

import io.pharos.mall.MovableClock;
import io.pharos.mall.Shops;
import io.pharos.mall.database.MallDatabase;
import io.pharos.mall.shop.Shop;
import io.pharos.model.TenantId;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drives a shop tick by tick in a test, and looks into PostgreSQL and Redis behind it. */
@ApplicationScoped
class ShopTicker {
    private final ShopDay day;
    private final Upkeep upkeep;
    private final Shops shops;
    private final MovableClock clock;
    private final MallDatabase database;
    private final Redis redis;

    ShopTicker(ShopDay day, Upkeep upkeep, Shops shops, MovableClock clock, MallDatabase database, Redis redis) {
        this.day = day;
        this.upkeep = upkeep;
        this.shops = shops;
        this.clock = clock;
        this.database = database;
        this.redis = redis;
    }

    ShopRun open(String tenant) {
        Shop shop = shops.all().stream()
                .filter(s -> s.tenant().value().equals(tenant))
                .findFirst()
                .orElseThrow();
        ShopRun run = new ShopRun(shop, 1, clock.instant());
        upkeep.attend(run, clock.instant());
        return run;
    }

    void run(ShopRun run, Duration span) {
        Duration tick = Duration.ofMillis(500);
        for (Duration done = Duration.ZERO; done.compareTo(span) < 0; done = done.plus(tick)) {
            clock.forward(tick);
            upkeep.attend(run, clock.instant());
            day.tick(run, clock.instant());
        }
    }

    long count(String tenant, String sql) {
        return database.run(new TenantId(tenant), sql, Tuple.of(tenant))
                .iterator()
                .next()
                .getLong(0);
    }

    long booked(String tenant, String sku) {
        return count(tenant, "select available from mall.stock where tenant = $1 and sku_id = '" + sku + "'");
    }

    long cached(String tenant, String sku) {
        return redis.send(Request.cmd(Command.GET).arg("mall:" + tenant + ":stock:" + sku))
                .await()
                .atMost(Duration.ofSeconds(2))
                .toLong();
    }
}
