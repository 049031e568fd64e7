package io.pharos.collector.scrape;

import io.pharos.collector.pipeline.Pipeline;
import io.pharos.collector.pipeline.Receipt;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.write.Payload;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings one scrape to its tenant's engine by the way of every write, and tells whether it may be tried again. */
@Singleton
class Delivery {
    /** Who is charged for samples that were scraped. */
    static final String USER = "scrape";

    private static final long LONGEST_SECONDS = 60;

    /** What became of a scrape. */
    enum Outcome {
        /** All of it, or all that can ever be, is stored. */
        STORED,
        /** The engine will never take it. */
        REFUSED,
        /** Nothing is stored now; it can be tried again. */
        LATER
    }

    private final Pipeline pipeline;
    private final TenantDirectory directory;

    Delivery(Pipeline pipeline, TenantDirectory directory) {
        this.pipeline = pipeline;
        this.directory = directory;
    }

    Outcome deliver(TenantId tenant, Environment environment, byte[] batch) throws InterruptedException {
        try {
            Sender sender = new Sender(directory.route(tenant, environment), USER);
            Receipt receipt = pipeline.write(sender, Payload.remoteWrite1(batch))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            return receipt.problem().isPresent() && receipt.written().points() == 0 ? Outcome.REFUSED : Outcome.STORED;
        } catch (Problem problem) {
            return outcome(problem);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                return outcome(problem);
            }
            throw new IllegalStateException("a scrape was not written by our own defect", e);
        } catch (TimeoutException e) {
            return Outcome.LATER;
        }
    }

    private static Outcome outcome(Problem problem) {
        return switch (problem.kind()) {
            case UNAVAILABLE, UPSTREAM_TIMEOUT, RATE_LIMITED, SUSPENDED, BAD_UPSTREAM, INTERNAL -> Outcome.LATER;
            case MALFORMED,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    UNPROCESSABLE -> Outcome.REFUSED;
        };
    }
}
