package io.pharos.collector.pipeline;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import io.pharos.wire.remotewrite.Rejections;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sender is told, by what became of its data; nothing to tell means 204. */
final class WriteAnswers {
    private WriteAnswers() {}

    static Receipt of(WriteOutcome outcome, TenantBatch batch) {
        return switch (outcome) {
            case WriteOutcome.Stored stored -> new Receipt(batch.whole(), true, batch.rejections(), rejected(batch));
            case WriteOutcome.Refused refused ->
                new Receipt(
                        refused.written(),
                        false,
                        batch.rejections(),
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

    private static Optional<Problem> rejected(TenantBatch batch) {
        Rejections rejections = batch.rejections();
        if (rejections.isEmpty()) {
            return Optional.empty();
        }
        String named =
                rejections.first().stream().map(Rejections.Rejection::toString).collect(Collectors.joining("; "));
        long more = rejections.series() - rejections.first().size();
        return Optional.of(Problem.of(
                Kind.MALFORMED,
                "write.rejected-series",
                named + (more > 0 ? "; and " + more + " more" : "") + ". Stored: "
                        + batch.counts().series()
                        + " series; not stored: " + rejections.series() + " series with " + rejections.samples()
                        + " samples."));
    }

    static Problem unreadable(String reason) {
        return Problem.of(Kind.MALFORMED, "write.unreadable", "Nothing was stored: " + reason + ".");
    }
}
