package io.pharos.gateway.cache;

import io.pharos.gateway.cache.CacheVerdict.Keep;
import io.pharos.gateway.cache.CacheVerdict.Reason;
import io.pharos.gateway.cache.PieceReader.Outcome;
import io.pharos.gateway.cache.RangeAnswer.PastTheCache;
import io.pharos.gateway.cache.RangeAnswer.Whole;
import io.pharos.gateway.cache.RangeStore.Found;
import io.pharos.gateway.matrix.Steps;
import io.pharos.gateway.quota.Pause;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.write.ByteBudget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Answers range queries from what is kept and asks the engine for the rest, by days and in parallel. The answer is what
 * the engine would have said to all of it: steps that late samples may have changed are asked for again. Whoever asks
 * what is on its way already waits for that. Memory is bounded; what does not fit goes past the cache.
 */
public final class RangeCache {
    private final CacheJudge judge;
    private final RangeStore store;
    private final PieceReader reader;
    private final Workers workers;
    private final CacheConfig config;
    private final CacheMetrics metrics;
    private final ByteBudget memory;
    private final Pause pause;
    private final LargeQueries large = new LargeQueries(System::nanoTime);
    private final Flights<Question, RangeAnswer> flights;

    /** What makes two questions the same. */
    private record Question(RangeKey key, Steps steps) {}

    RangeCache(
            Vertx vertx,
            RangeStore store,
            PieceReader reader,
            Workers workers,
            CacheConfig config,
            CacheMetrics metrics,
            ByteBudget memory) {
        this.judge = new CacheJudge(config.enabled(), config.youngest());
        this.store = store;
        this.reader = reader;
        this.workers = workers;
        this.config = config;
        this.metrics = metrics;
        this.memory = memory;
        this.pause = new Pause(config.pause(), System::nanoTime);
        this.flights = new Flights<>(vertx);
    }

    /** Whether a query may be answered here; {@code statistics} is whether its client asked for them. */
    public CacheVerdict judge(EngineRoute route, TenantRead.Ranged range, boolean statistics, Instant now) {
        return judge.judge(route, range, statistics, now);
    }

    /** The answer; {@code gone} completes when its client has left. */
    public Future<RangeAnswer> answer(EngineRoute route, TenantRead.Ranged range, Keep keep, Future<Void> gone) {
        return flights.join(
                        new Question(keep.key(), keep.steps()),
                        gone,
                        unwanted -> fly(new Ask(route, range, keep, unwanted)))
                .map(landed ->
                        landed.joined() && landed.answer() instanceof Whole whole ? whole.joined() : landed.answer())
                .map(this::held);
    }

    /** An answer is held in memory until it is delivered, which may take as long as its client likes. */
    private RangeAnswer held(RangeAnswer answer) {
        RangeAnswer fit =
                answer instanceof Whole whole && !memory.tryHold(whole.body().length())
                        ? new PastTheCache(Reason.TOO_LARGE)
                        : answer;
        metrics.answered(fit);
        return fit;
    }

    /** An answer has been delivered, or will not be. */
    public void delivered(Whole whole) {
        memory.release(whole.body().length());
    }

    /** Notes a query that went past the cache at once. */
    public void passed(Reason reason) {
        metrics.passed(reason);
    }

    /** Forgets what is kept of a tenant; fails where Redis is away. */
    public Future<Long> purge(TenantId tenant, Collection<Environment> environments) {
        return store.purge(tenant, environments);
    }

    private record Ask(EngineRoute route, TenantRead.Ranged range, Keep keep, Future<Void> unwanted) {}

    private Future<RangeAnswer> fly(Ask ask) {
        if (pause.on()) {
            return Future.succeededFuture(new PastTheCache(Reason.UNAVAILABLE));
        }
        if (large.knows(ask.keep.key())) {
            return Future.succeededFuture(new PastTheCache(Reason.TOO_LARGE));
        }
        Allowance allowance = new Allowance(memory, config.maxResult().asLongValue());
        return store.look(ask.keep.key())
                .map(Optional::of)
                .otherwise(failure -> {
                    pause.begin();
                    return Optional.empty();
                })
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new PastTheCache(Reason.UNAVAILABLE))
                        : assemble(ask, found.get(), allowance))
                .onComplete(done -> allowance.release());
    }

    private Future<RangeAnswer> assemble(Ask ask, Found found, Allowance allowance) {
        return unpack(found, allowance).compose(kept -> {
            List<Piece> pieces = kept.cover(ask.keep.steps());
            return new PieceRun(asks(pieces), (piece, stop) -> read(ask, piece, allowance, stop))
                    .start(config.parallel(), ask.unwanted)
                    .compose(outcomes -> answer(ask, found, kept, pieces, outcomes));
        });
    }

    private Future<Outcome> read(Ask ask, Piece.Ask piece, Allowance allowance, Future<Void> stop) {
        return reader.read(ask.route, ask.range, piece.steps(), allowance, stop);
    }

    private static List<Piece.Ask> asks(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Ask.class::isInstance)
                .map(Piece.Ask.class::cast)
                .toList();
    }

    private Future<Kept> unpack(Found found, Allowance allowance) {
        byte[] packed = found.packed();
        Kept nothing = Kept.nothing(found.log(), found.now());
        int size = packed == null ? -1 : KeptCodec.unpackedSize(packed);
        if (packed == null || size < 0 || !allowance.take(size)) {
            return Future.succeededFuture(nothing);
        }
        return workers.run(
                size,
                () -> KeptCodec.read(packed)
                        .map(kept -> kept.heeding(found.log(), found.now()))
                        .orElse(nothing));
    }

    private Future<RangeAnswer> answer(Ask ask, Found found, Kept kept, List<Piece> pieces, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Refused refused -> {
                    return Future.succeededFuture(new RangeAnswer.Refused(refused.answer()));
                }
                case Outcome.Unfit unfit -> {
                    return tooLarge(ask);
                }
                case Outcome.Read read -> {}
            }
        }
        List<Outcome.Read> read =
                outcomes.stream().map(Outcome.Read.class::cast).toList();
        Assembly assembly = new Assembly(ask.keep.steps(), found.now(), pieces, read);
        return workers.run(
                        size(kept, read),
                        () -> Optional.ofNullable(
                                assembly.answer(ask.range.options().limit())))
                .compose(whole -> {
                    if (whole.isEmpty()) {
                        return tooLarge(ask);
                    }
                    keep(ask, kept, assembly);
                    return Future.succeededFuture(whole.get());
                });
    }

    private Future<RangeAnswer> tooLarge(Ask ask) {
        large.remember(ask.keep.key());
        return Future.succeededFuture(new PastTheCache(Reason.TOO_LARGE));
    }

    private static long size(Kept kept, List<Outcome.Read> read) {
        long points = kept.points()
                + read.stream()
                        .mapToLong(piece -> piece.result().matrix().points())
                        .sum();
        return points * 32;
    }

    /** Nobody waits for this; what fails is asked for again next time. */
    private void keep(Ask ask, Kept kept, Assembly assembly) {
        List<Extent> learnt = assembly.learnt();
        boolean some = learnt.stream().anyMatch(extent -> extent.steps().first() <= ask.keep.newest());
        if (some) {
            workers.run(size(kept, assembly.read()), () -> packed(ask, kept.with(learnt, ask.keep.newest())))
                    .compose(packed ->
                            packed.isEmpty() ? Future.succeededFuture() : store.keep(ask.keep.key(), packed.get()))
                    .onFailure(failure -> pause.begin());
        }
    }

    private Optional<byte[]> packed(Ask ask, Kept all) {
        long most = config.maxResult().asLongValue();
        byte[] packed = KeptCodec.write(all);
        if (KeptCodec.unpackedSize(packed) > most) {
            packed = KeptCodec.write(all.around(ask.keep.steps()));
        }
        return KeptCodec.unpackedSize(packed) > most ? Optional.empty() : Optional.of(packed);
    }
}
