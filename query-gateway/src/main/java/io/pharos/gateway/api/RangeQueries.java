package io.pharos.gateway.api;

import io.pharos.gateway.cache.CacheVerdict;
import io.pharos.gateway.cache.RangeAnswer;
import io.pharos.gateway.cache.RangeCache;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.metering.QueryMeter;
import io.pharos.gateway.metering.SamplesRead;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Answers range queries through the cache where it may, and says in each answer whether it did. */
@Singleton
final class RangeQueries {
    private static final String BYPASS = "bypass";

    private final RangeCache cache;
    private final QueryMeter meter;
    private final Clock clock;

    @Inject
    RangeQueries(RangeCache cache, QueryMeter meter, Clock clock) {
        this.cache = cache;
        this.meter = meter;
        this.clock = clock;
    }

    /** {@code stream} asks the engine for the whole and passes on what it says. */
    Future<?> ask(
            TenantRead.Ranged range,
            Counting counting,
            ReadContext reader,
            Exchange exchange,
            Supplier<Future<?>> stream) {
        return switch (cache.judge(reader.route(), range, statistics(range, counting), clock.instant())) {
            case CacheVerdict.Bypass bypass -> {
                cache.passed(bypass.reason());
                exchange.fromCache(BYPASS);
                yield stream.get();
            }
            case CacheVerdict.Keep keep ->
                cache.answer(reader.route(), range, keep, exchange.gone())
                        .compose(answer ->
                                send(answer, counting, reader, exchange, stream).mapEmpty());
        };
    }

    private Future<?> send(
            RangeAnswer answer, Counting counting, ReadContext reader, Exchange exchange, Supplier<Future<?>> stream) {
        return switch (answer) {
            case RangeAnswer.Whole whole -> deliver(whole, counting, reader, exchange);
            case RangeAnswer.Refused refused -> exchange.answer(refused.answer());
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

    private Future<?> deliver(RangeAnswer.Whole whole, Counting counting, ReadContext reader, Exchange exchange) {
        QueryMeter.Asker asker = new QueryMeter.Asker(reader.tenant(), reader.user(), Endpoint.QUERY_RANGE.path());
        Delivery delivery =
                new Delivery(meter, asker, new Counting.Told(read(whole, counting)), exchange.acceptsGzip());
        return Future.succeededFuture()
                .compose(start -> exchange.deliver(whole, delivery))
                .onComplete(done -> cache.delivered(whole));
    }

    /** What the engine was asked for is what is paid. */
    private static SamplesRead read(RangeAnswer.Whole whole, Counting counting) {
        LongSupplier estimate = switch (counting) {
            case Counting.ByEngine engine -> engine.estimate();
            case Counting.ByEstimate own -> own.estimate();
            case Counting.Told told -> () -> told.read().count();
            case Counting.OneByOne each -> () -> 0;
            case Counting.Nothing nothing -> () -> 0;
        };
        return SamplesRead.of(whole.samples(), () -> Math.round(estimate.getAsLong() * whole.asked()));
    }
}
