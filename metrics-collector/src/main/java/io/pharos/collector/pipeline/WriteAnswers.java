package io.pharos.collector.pipeline;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import io.pharos.tsdb.write.Written;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.WriteCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sender is told, by what became of its data; nothing to tell means 204. */
final class WriteAnswers {
    private static final int NAMED = 3;

    private WriteAnswers() {}

    static Receipt of(WriteOutcome outcome, TenantBatch batch) {
        return switch (outcome) {
            case WriteOutcome.Stored stored ->
                new Receipt(
                        batch.whole(),
                        true,
                        batch.rejections(),
                        isAnothers(batch),
                        rejected(batch.rejections(), batch.counts()));
            case WriteOutcome.Partly partly -> partly(partly, batch.rejections().and(partly.rejections()));
            case WriteOutcome.Refused refused ->
                new Receipt(
                        refused.written(),
                        false,
                        batch.rejections(),
                        false,
                        Optional.of(Problem.of(
                                Kind.MALFORMED,
                                "write.refused",
                                "The tenant's engine refused the samples, and may have stored none of them: "
                                        + refused.reason())));
            case WriteOutcome.Throttled throttled ->
                Receipt.nothing(Problem.of(
                                Kind.RATE_LIMITED,
                                "write.engine-rate",
                                "The tenant's engine is over its own rate; try again later.")
                        .retryAfter(throttled.retryAfter()));
        };
    }

    /** Whether all there was is stored by another replica. */
    private static boolean isAnothers(TenantBatch batch) {
        return batch.leftOut().replicas() > 0 && batch.counts().isEmpty();
    }

    private static Receipt partly(WriteOutcome.Partly partly, Rejections all) {
        WriteCounts counts = partly.counts();
        Written written = new Written(counts.samples(), counts.histograms(), counts.exemplars());
        return new Receipt(written, true, all, false, rejected(all, counts));
    }

    private static Optional<Problem> rejected(Rejections rejections, WriteCounts stored) {
        if (rejections.isEmpty()) {
            return Optional.empty();
        }
        String named = rejections.first().stream()
                .limit(NAMED)
                .map(Rejections.Rejection::toString)
                .collect(Collectors.joining("; "));
        long more = rejections.series() - Math.min(NAMED, rejections.first().size());
        return Optional.of(Problem.of(
                Kind.MALFORMED,
                "write.rejected-series",
                named + (more > 0 ? "; and " + more + " more" : "") + ". Stored: "
                        + stored.series()
                        + " series; not stored: " + rejections.series() + " series with " + rejections.samples()
                        + " samples."));
    }

    static Problem undecided() {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "write.undecided",
                        "Which replica is stored changed again while the body was read; send it again.")
                .retryAfter(Duration.ofSeconds(1));
    }

    static Problem unreadable(String reason) {
        return Problem.of(Kind.MALFORMED, "write.unreadable", "Nothing was stored: " + reason + ".");
    }
}
