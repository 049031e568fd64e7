package io.pharos.alert.backtest;

import io.pharos.alert.query.Question;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.read.ReadOptions;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.read.TenantReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a tenant's engine what a query returned over a range, part by part, within a deadline for the whole. */
@Singleton
class History {
    /** Prometheus answers at most 11,000 points of a series at once. */
    private static final int STEPS_AT_ONCE = 5_000;

    private static final Set<String> HIDDEN = Set.of(TenantId.LABEL, Environment.LABEL);

    private final TenantReader reader;
    private final BacktestConfig config;

    History(TenantReader reader, BacktestConfig config) {
        this.reader = reader;
        this.config = config;
    }

    Timeline of(Question question, Instant start, Duration step, int steps, Instant deadline) {
        Timeline timeline = new Timeline(start, step, steps);
        for (int from = 0; from < steps; from += STEPS_AT_ONCE) {
            Instant end = timeline.time(Math.min(steps, from + STEPS_AT_ONCE) - 1);
            part(question, timeline, timeline.time(from), end, step, deadline);
            if (timeline.series() > config.maxSeries()) {
                throw Problem.of(
                        Kind.UNPROCESSABLE,
                        "backtest.too-many-series",
                        "A query returns more than " + config.maxSeries() + " series; narrow the rule's selectors.");
            }
        }
        return timeline;
    }

    private void part(Question question, Timeline timeline, Instant from, Instant to, Duration step, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        if (!left.isPositive()) {
            throw late();
        }
        TenantRead read = new TenantRead.Ranged(question.query(), from, to, step, ReadOptions.within(left));
        try {
            Buffer body = body(question, read, left);
            String error = RangeReader.read(body.getBytes(), HIDDEN, timeline);
            if (!error.isEmpty()) {
                throw Problem.of(Kind.UNPROCESSABLE, "backtest.query-failed", "The engine refuses the query: " + error);
            }
        } catch (IOException e) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "backtest.answer-too-large",
                    "The engine's answer is larger than a backtest reads; take a shorter range or fewer series.",
                    e);
        }
    }

    private Buffer body(Question question, TenantRead read, Duration left) {
        Promise<Void> unwanted = Promise.promise();
        Future<Buffer> body = reader.read(question.route(), read, false, left, unwanted.future())
                .compose((EngineReply reply) -> reply.body(config.maxAnswerBytes()));
        try {
            return body.toCompletionStage().toCompletableFuture().get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : late();
        } catch (TimeoutException e) {
            unwanted.tryComplete();
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unwanted.tryComplete();
            throw late();
        }
    }

    private static Problem late() {
        return Problem.of(
                Kind.UPSTREAM_TIMEOUT,
                "backtest.took-too-long",
                "The engine did not answer in time; take a shorter range, a longer interval or a cheaper query.");
    }
}
