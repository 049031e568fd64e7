package io.pharos.tsdb.write;

import io.pharos.wire.remotewrite.RejectionTally;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.function.Function;

/**
 * Finds the series for which an engine refuses a whole batch, by halves, and has the others stored, in their order. A
 * half whose other half was stored is known to be bad and costs no request. With the budget used up, the smallest parts
 * known to be bad are rejected whole.
 */
final class PoisonSearch {
    /** Cuts a part out of the batch that is searched. */
    interface Cutter {
        /** The series from one number to before another, as a batch of its own. */
        Future<TenantBatch> part(int from, int to);
    }

    private final Cutter cutter;
    private final Function<TenantBatch, Future<WriteOutcome>> sender;
    private final RejectionTally tally = new RejectionTally();
    private final BitSet stored = new BitSet();
    private WriteCounts counts = WriteCounts.NONE;
    private int budget;

    PoisonSearch(Cutter cutter, Function<TenantBatch, Future<WriteOutcome>> sender, int budget) {
        this.cutter = cutter;
        this.sender = sender;
        this.budget = budget;
    }

    /** Searches a batch of so many series that was refused; fails where the engine is away, or throttles. */
    Future<WriteOutcome> search(int series, String reason) {
        return bad(0, series, reason, 0).map(done -> new WriteOutcome.Partly(counts, stored, tally.total()));
    }

    /** How many requests were not needed. */
    int unused() {
        return budget;
    }

    /** A part that is known to be refused; so many requests are kept for parts that nobody has tried yet. */
    private Future<Void> bad(int from, int to, String reason, int kept) {
        if (to - from == 1 || budget - kept < 2) {
            return reject(from, to, reason);
        }
        int middle = (from + to) >>> 1;
        long rejectedBefore = tally.series();
        return untried(from, middle, kept + 1).compose(done -> {
            boolean leftIsGood = tally.series() == rejectedBefore;
            return leftIsGood ? bad(middle, to, reason, kept) : untried(middle, to, kept);
        });
    }

    private Future<Void> untried(int from, int to, int kept) {
        budget--;
        return cutter.part(from, to)
                .compose(part -> sender.apply(part).compose(outcome -> switch (outcome) {
                    case WriteOutcome.Stored all -> {
                        counts = counts.and(part.counts());
                        stored.set(from, to);
                        yield Future.succeededFuture();
                    }
                    case WriteOutcome.Refused refused -> bad(from, to, refused.reason(), kept);
                    case WriteOutcome.Throttled throttled -> Future.failedFuture(EngineVerdict.throttled(throttled));
                    case WriteOutcome.Partly partly -> throw new IllegalStateException("a part of a part");
                }));
    }

    private Future<Void> reject(int from, int to, String reason) {
        boolean alone = to - from == 1;
        return cutter.part(from, to).map(part -> {
            tally.rejectAll(
                    alone ? SeriesFault.REFUSED_BY_ENGINE : SeriesFault.REFUSED_WITH_OTHERS,
                    to - from,
                    part.counts().samples() + part.counts().histograms());
            if (tally.names()) {
                String about = alone ? reason : (to - from) + " series: " + reason;
                tally.name(new Rejection(
                        part.firstSeries(),
                        alone ? SeriesFault.REFUSED_BY_ENGINE : SeriesFault.REFUSED_WITH_OTHERS,
                        about));
            }
            return null;
        });
    }
}
