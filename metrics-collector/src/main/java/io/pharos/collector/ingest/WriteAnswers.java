package io.pharos.collector.ingest;

import io.pharos.collector.limits.Allowance;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.WriteOutcome;
import io.pharos.wire.remotewrite.Rejections;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** What a sender is told, by what became of its data; nothing to tell means 204. */
final class WriteAnswers {
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private WriteAnswers() {}

    static Optional<Problem> of(WriteOutcome outcome, TenantBatch batch) {
        return switch (outcome) {
            case WriteOutcome.Stored stored -> rejected(batch);
            case WriteOutcome.Refused refused ->
                Optional.of(Problem.of(
                        Kind.MALFORMED,
                        "write.refused",
                        "The tenant's engine refused the samples, and may have stored none of them: "
                                + refused.reason()));
            case WriteOutcome.Throttled throttled ->
                Optional.of(Problem.of(
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

    static Problem overRate(IngestLimits limits, Allowance here, long samples, Duration wait) {
        return Problem.of(
                        Kind.RATE_LIMITED,
                        "write.ingestion-rate",
                        "Over the tenant's limit ingestion_rate of " + limits.ingestionRate()
                                + " samples a second (ingestion_burst_size " + limits.ingestionBurstSize() + ") with "
                                + samples + " more, of which this collector takes " + Math.round(here.rate())
                                + " a second; send them again after the time in Retry-After, with"
                                + " retry_on_http_429: true in Prometheus. The platform's operator can raise it.")
                .retryAfter(wait);
    }

    /** A token proves that its tenant existed: what the directory does not know it may not know yet. Senders drop on 404. */
    static Throwable softened(Throwable refusal) {
        Throwable cause = refusal instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : refusal;
        if (cause instanceof Problem problem && problem.kind() == Kind.NOT_FOUND) {
            return Problem.of(
                            Kind.UNAVAILABLE,
                            "write.unknown-tenant",
                            "The tenant or its environment is not known here, or not yet: " + problem.detail())
                    .retryAfter(UNTIL_KNOWN);
        }
        return cause;
    }
}
