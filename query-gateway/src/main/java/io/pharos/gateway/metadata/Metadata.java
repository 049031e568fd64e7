package io.pharos.gateway.metadata;

import io.pharos.gateway.answer.Answer;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Asks the collector what a tenant's senders said of their metrics, on virtual threads and never many at once. Answers
 * in Prometheus's shape; a collector that is away, slow or talks nonsense is UNAVAILABLE.
 */
@Singleton
public final class Metadata {
    private static final Logger LOG = Logger.getLogger(Metadata.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 16;

    private final SuiteHttp http;
    private final ServiceIdentity identity;
    private final MetadataConfig config;
    private final Semaphore calls = new Semaphore(MOST_AT_ONCE);
    private final RecentAnswers<Key> recent;

    private record Key(TenantId tenant, MetadataQuestion question) {}

    @Inject
    Metadata(SuiteHttp http, ServiceIdentity identity, MetadataConfig config) {
        this.http = http;
        this.identity = identity;
        this.config = config;
        this.recent = new RecentAnswers<>(config.age(), config.keptBytes(), System::nanoTime);
    }

    /** The answer, on the event loop that asks. */
    public Future<Answer> of(TenantId tenant, MetadataQuestion question) {
        Key key = new Key(tenant, question);
        Optional<String> known = recent.get(key);
        if (known.isPresent()) {
            return Future.succeededFuture(Answer.json(known.get()));
        }
        if (!calls.tryAcquire()) {
            return Future.failedFuture(unavailable());
        }
        Context context = Vertx.currentContext();
        Promise<String> promise = Promise.promise();
        Thread.ofVirtual().name("metadata").start(() -> {
            Future<String> told = ask(key);
            calls.release();
            context.runOnContext(back -> told.onComplete(promise));
        });
        return promise.future().map(Answer::json);
    }

    private Future<String> ask(Key key) {
        try {
            String body = fetch(key);
            recent.put(key, body);
            return Future.succeededFuture(body);
        } catch (IOException | DecodeException e) {
            LOG.warnf("the collector does not tell metadata: %s", e.toString());
            return Future.failedFuture(unavailable());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private String fetch(Key key) throws IOException {
        String query = key.question().query();
        URI uri = config.url()
                .resolve("/internal/v1/tenants/" + key.tenant() + "/metadata" + (query.isEmpty() ? "" : '?' + query));
        Map<String, String> headers = Map.of("Authorization", "Bearer " + identity.token());
        Reply reply = http.get(uri, headers, config.maxBytes());
        if (reply.status() != 200) {
            throw new IOException("it answered " + reply.status());
        }
        return new JsonObject(reply.body()).encode();
    }

    private static Problem unavailable() {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "metadata.unavailable",
                        "descriptions of metrics cannot be read now: try again later; queries go on")
                .retryAfter(SOON);
    }
}
