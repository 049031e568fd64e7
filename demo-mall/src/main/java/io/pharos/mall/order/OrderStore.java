package io.pharos.mall.order;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.database.MallDatabase;
import io.pharos.mall.shop.Cny;
import io.pharos.model.TenantId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The records of orders. */
@ApplicationScoped
public class OrderStore {
    /** One statement, so that an order and its place in the books come together or not at all. */
    static final String PLACE = """
            with line as materialized (
                select * from unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[], $7::text[],
                                     $8::text[], $9::text[], $10::text[], $11::text[])
                    as l (trade_no, sku_id, quantity, amount_fen, tier, source, gateway, state, reason, trace_id)
                where (select pg_sleep($13)::text) = ''
            ), placed as (
                insert into mall.orders (tenant, trade_no, sku_id, quantity, amount_fen, tier, source, gateway,
                                         state, reason, trace_id, created_at, ended_at)
                select $1, trade_no, sku_id, quantity, amount_fen, tier, source, gateway, state, reason, trace_id,
                       $12::timestamptz, case when state = 'created' then null else $12::timestamptz end
                from line
            )
            update mall.stock s set available = s.available - sold.quantity, updated_at = $12::timestamptz
            from (select sku_id, sum(quantity) as quantity from line where state = 'created' group by sku_id) sold
            where s.tenant = $1 and s.sku_id = sold.sku_id
            """;

    private static final String REVENUE_SINCE = """
            select coalesce(sum(amount_fen), 0)::bigint as fen from mall.orders
            where tenant = $1 and created_at >= $2 and state = 'paid'
            """;

    private static final String CLOSE_FORGOTTEN = """
            update mall.orders set state = 'closed', reason = 'payment-forgotten', ended_at = $3
            where tenant = $1 and state = 'created' and created_at < $2
            """;

    private static final String DELETE_BEFORE = """
            delete from mall.orders where tenant = $1 and trade_no in (
                select trade_no from mall.orders where tenant = $1 and created_at < $2 order by created_at limit 5000)
            """;

    /** How long the statement sleeps when {@link Knob#SLOW_SQL} is at 1. */
    private static final double SLOWEST_SECONDS = 3;

    private final MallDatabase database;

    OrderStore(MallDatabase database) {
        this.database = database;
    }

    /** Records orders, and takes what they sold out of the books. */
    void place(TenantId tenant, List<Order> orders, Chaos chaos, Instant now) {
        Tuple values = Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(texts(orders, order -> order.tradeNo().value()))
                .addArrayOfString(texts(orders, order -> order.basket().sku().id()))
                .addArrayOfInteger(
                        orders.stream().map(order -> order.basket().quantity()).toArray(Integer[]::new))
                .addArrayOfLong(
                        orders.stream().map(order -> order.amount().fen()).toArray(Long[]::new))
                .addArrayOfString(texts(orders, order -> order.basket().tier().label()))
                .addArrayOfString(texts(orders, order -> order.basket().source().label()))
                .addArrayOfString(
                        texts(orders, order -> order.basket().gateway().label()))
                .addArrayOfString(texts(orders, order -> order.state().label()))
                .addArrayOfString(texts(orders, Order::reason))
                .addArrayOfString(texts(orders, Order::traceId))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addDouble(SLOWEST_SECONDS * chaos.level(Knob.SLOW_SQL));
        database.run(tenant, PLACE, values);
    }

    /** The money of the orders since then that were paid. */
    public Cny revenueSince(TenantId tenant, Instant since) {
        Tuple values = Tuple.of(tenant.value(), since.atOffset(ZoneOffset.UTC));
        return new Cny(
                database.run(tenant, REVENUE_SINCE, values).iterator().next().getLong("fen"));
    }

    /** Closes orders from before that moment that are still open: a restart has forgotten their payments. */
    public void closeForgotten(TenantId tenant, Instant before, Instant now) {
        Tuple values = Tuple.of(tenant.value(), before.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
        database.run(tenant, CLOSE_FORGOTTEN, values);
    }

    /** Deletes the oldest orders from before that moment, 5000 at most. */
    public void deleteBefore(TenantId tenant, Instant before) {
        database.run(tenant, DELETE_BEFORE, Tuple.of(tenant.value(), before.atOffset(ZoneOffset.UTC)));
    }

    private static @Nullable String[] texts(List<Order> orders, Function<Order, @Nullable String> column) {
        @Nullable String[] texts = new String[orders.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(orders.get(i));
        }
        return texts;
    }
}
