package io.pharos.gateway.api;

import io.pharos.gateway.cache.CacheVerdict;
import io.pharos.gateway.cache.RangeAnswer;
import io.pharos.gateway.cache.RangeCache;
import io.pharos.gateway.isolation.ResponseWatch;
import io.pharos.gateway.metering.Account;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.result.ResultForm;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Answers range queries through the cache where it may, and says in each answer whether it did. */
@Singleton
final class RangeQueries {
    private static final String BYPASS = "bypass";

    private final RangeCache cache;
    private final ResponseWatch watch;
    private final Clock clock;

    @Inject
    RangeQueries(RangeCache cache, ResponseWatch watch, Clock clock) {
        this.cache = cache;
        this.watch = watch;
        this.clock = clock;
    }

    /** {@code stream} asks the engine for the whole and passes on what it says. */
    Future<?> ask(
            TenantRead.Ranged range,
            Account account,
            ReadContext reader,
            Exchange exchange,
            Supplier<Future<?>> stream) {
        return switch (cache.judge(reader.route(), range, statistics(range, account.counting()), clock.instant())) {
            case CacheVerdict.Bypass bypass -> {
                cache.passed(bypass.reason());
                exchange.fromCache(BYPASS);
                yield stream.get();
            }
            case CacheVerdict.Keep keep ->
                cache.answer(reader.route(), range, keep, exchange.gone())
                        .compose(answer ->
                                send(answer, account, reader, exchange, stream).mapEmpty())
                        .onFailure(refusal -> account.giveBack());
        };
    }

    private Future<?> send(
            RangeAnswer answer, Account account, ReadContext reader, Exchange exchange, Supplier<Future<?>> stream) {
        return switch (answer) {
            case RangeAnswer.Whole whole -> deliver(whole, account, reader, exchange);
            case RangeAnswer.Refused refused -> {
                account.giveBack();
                yield exchange.answer(refused.answer());
            }
            case RangeAnswer.PastTheCache past -> {
                exchange.fromCache(BYPASS);
                yield stream.get();
            }
        };
    }

    /** Whether the client asked for statistics; where samples are counted by them, they are asked for in any case. */
    private static boolean statistics(TenantRead.Ranged range, Counting counting) {
        return counting instanceof Counting.ByEngine engine
                ? engine.shown()
                : range.options().stats() != null;
    }

    /** What the engine was asked for is what is paid. */
    private Future<?> deliver(RangeAnswer.Whole whole, Account account, ReadContext reader, Exchange exchange) {
        Delivery delivery = Delivery.ofWhole(
                account,
                account.partly(whole.samples(), whole.asked()),
                watch.stage(reader.tenant(), Endpoint.QUERY_RANGE.path(), ResultForm.JSON),
                exchange.acceptsGzip());
        return Future.succeededFuture()
                .compose(start -> exchange.deliver(whole, delivery))
                .onComplete(done -> cache.delivered(whole));
    }
}
