package io.pharos.alert.query;

import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.read.ReadOptions;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.read.TenantReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Asks tenants' engines, from virtual threads: each question waits its turn at the tenant and at the engine, and ends
 * by its deadline. That there is no answer is an answer; nothing is thrown.
 */
@Singleton
public final class InstantQueries {
    private static final Logger LOG = Logger.getLogger(InstantQueries.class);
    private static final String UNREACHABLE = "engine.unreachable";
    private static final Set<String> OF_TENANT = Set.of(TenantId.LABEL);
    private static final Set<String> OF_ENVIRONMENT = Set.of(TenantId.LABEL, Environment.LABEL);

    private final Vertx vertx;
    private final TenantReader reader;
    private final QueryConfig config;
    private final QueryMetrics metrics;
    private final Turnstile<TenantId> tenants;
    private final Turnstile<String> engines;
    private final Map<String, Context> loops = new ConcurrentHashMap<>();

    @Inject
    InstantQueries(Vertx vertx, TenantReader reader, QueryConfig config, QueryMetrics metrics) {
        this.vertx = vertx;
        this.reader = reader;
        this.config = config;
        this.metrics = metrics;
        this.tenants = new Turnstile<>(config.perTenant());
        this.engines = new Turnstile<>(config.perEngine());
    }

    /** The answer as of a time, got within the patience and the configured deadline. */
    public Answer ask(Question question, Instant time, Duration patience) {
        Duration deadline = patience.compareTo(config.deadline()) < 0 ? patience : config.deadline();
        long start = System.nanoTime();
        Answer answer = admitted(question, time, start + deadline.toNanos());
        metrics.asked(answer, System.nanoTime() - start);
        return answer;
    }

    private Answer admitted(Question question, Instant time, long end) {
        TenantId tenant = question.route().tenant().id();
        if (!tenants.enter(tenant, left(end))) {
            return new Answer.Failed("too many queries of this tenant are running; it was not this one's turn in time");
        }
        try {
            return atEngine(question, time, end);
        } finally {
            tenants.leave(tenant);
        }
    }

    private Answer atEngine(Question question, Instant time, long end) {
        String engine = question.route().engine().id();
        if (!engines.enter(engine, left(end))) {
            return new Answer.Failed("the engine is busy; it was not this query's turn in time");
        }
        try {
            return read(question, time, end);
        } finally {
            engines.leave(engine);
        }
    }

    private Answer read(Question question, Instant time, long end) {
        try {
            return persistently(question, time, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted");
        } catch (ExecutionException e) {
            return new Answer.Failed(e.getCause() instanceof Problem p ? p.detail() : "the engine cannot be reached");
        } catch (AnswerTooLarge e) {
            return new Answer.Failed(e.reason());
        } catch (IOException e) {
            LOG.infof(
                    e,
                    "an answer could not be read: tenant=%s",
                    question.route().tenant().id());
            return new Answer.Failed("the engine's answer broke off, or is none");
        }
    }

    /** A connection that the engine closed just as it was to be used tells nothing: the question is put once more. */
    private Answer persistently(Question question, Instant time, long end)
            throws InterruptedException, ExecutionException, IOException {
        try {
            return attempt(question, time, end);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem && problem.code().equals(UNREACHABLE)) {
                return attempt(question, time, end);
            }
            throw e;
        }
    }

    private Answer attempt(Question question, Instant time, long end)
            throws InterruptedException, ExecutionException, IOException {
        Duration deadline = left(end);
        if (deadline.toMillis() < 1) {
            return new Answer.Failed("the query did not get its turn in time");
        }
        TenantRead read = new TenantRead.Instantaneous(question.query(), time, ReadOptions.within(deadline));
        Promise<Void> unwanted = Promise.promise();
        CompletableFuture<BodyStream> body = new CompletableFuture<>();
        // On the engine's event loop, so that the reply is listened to before more of it can come, and its connections
        // are where they are used.
        loop(question.route())
                .runOnContext(loop -> Future.succeededFuture()
                        .compose(start -> reader.read(question.route(), read, false, deadline, unwanted.future()))
                        .map(reply -> BodyStream.receive(reply.stream(), config.maxAnswerBytes(), end, body))
                        .onFailure(body::completeExceptionally));
        // The request ends by its deadline, whatever happens; a deadline here would cost a timer each.
        try (BodyStream stream = body.get()) {
            return AnswerReader.read(stream, hidden(question.route()), config.maxSeries());
        } catch (InterruptedException e) {
            unwanted.tryComplete();
            throw e;
        }
    }

    private Context loop(EngineRoute route) {
        return loops.computeIfAbsent(route.engine().id(), engine -> vertx.getOrCreateContext());
    }

    private static Set<String> hidden(EngineRoute route) {
        return route.environmentLabelled() ? OF_ENVIRONMENT : OF_TENANT;
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
