package io.pharos.mall.payment;

import io.pharos.mall.database.MallDatabase;
import io.pharos.model.TenantId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The payment log, and the ends of orders that follow from it. */
@ApplicationScoped
public class PaymentStore {
    /** One statement, so that the log and the orders' states never part. */
    private static final String RECORD = """
            with logged as (
                insert into mall.payment_log (tenant, at, trade_no, gateway, attempt, event, result, reason, amount_fen)
                select $1, $2, l.* from unnest($3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[],
                                               $8::text[], $9::bigint[])
                    as l (trade_no, gateway, attempt, event, result, reason, amount_fen)
            )
            update mall.orders o set state = e.state, reason = e.reason, ended_at = $2
            from unnest($10::text[], $11::text[], $12::text[]) as e (trade_no, state, reason)
            where o.tenant = $1 and o.trade_no = e.trade_no and o.state = 'created'
            """;

    private static final String DELETE_BEFORE = """
            delete from mall.payment_log where (tenant, at, entry_no) in (
                select tenant, at, entry_no from mall.payment_log
                where tenant = $1 and at < $2 order by tenant, at, entry_no limit 15000)
            """;

    private final MallDatabase database;

    PaymentStore(MallDatabase database) {
        this.database = database;
    }

    /** Appends to the log, and ends the orders that came to their end. */
    public void record(TenantId tenant, List<Effect> effects, Instant now) {
        List<LogEntry> log = new ArrayList<>();
        List<Effect.Ended> ends = new ArrayList<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Logged logged -> log.add(logged.entry());
                case Effect.Ended ended -> ends.add(ended);
            }
        }
        Tuple values = Tuple.tuple().addString(tenant.value()).addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        addLog(values, log);
        addEnds(values, ends);
        database.run(tenant, RECORD, values);
    }

    /** Deletes the oldest entries from before that moment, 15000 at most. */
    public void deleteBefore(TenantId tenant, Instant before) {
        database.run(tenant, DELETE_BEFORE, Tuple.of(tenant.value(), before.atOffset(ZoneOffset.UTC)));
    }

    private static void addLog(Tuple values, List<LogEntry> log) {
        values.addArrayOfString(texts(log, entry -> entry.order().tradeNo().value()))
                .addArrayOfString(
                        texts(log, entry -> entry.order().basket().gateway().label()))
                .addArrayOfShort(
                        log.stream().map(entry -> (short) entry.attempt()).toArray(Short[]::new))
                .addArrayOfString(texts(log, entry -> entry.event().label()))
                .addArrayOfString(texts(log, entry -> entry.result().label()))
                .addArrayOfString(texts(log, LogEntry::reason))
                .addArrayOfLong(
                        log.stream().map(entry -> entry.order().amount().fen()).toArray(Long[]::new));
    }

    private static void addEnds(Tuple values, List<Effect.Ended> ends) {
        values.addArrayOfString(texts(ends, end -> end.order().tradeNo().value()))
                .addArrayOfString(texts(ends, end -> end.state().label()))
                .addArrayOfString(texts(ends, Effect.Ended::reason));
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(rows.get(i));
        }
        return texts;
    }
}
