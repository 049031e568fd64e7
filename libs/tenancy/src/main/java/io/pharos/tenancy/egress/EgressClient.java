package io.pharos.tenancy.egress;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP client for addresses that a tenant supplied: guarded, without redirects, with a deadline for the whole call,
 * a bound on the answer and on the calls at once. Blocks; call it from virtual threads.
 */
public final class EgressClient implements AutoCloseable {
    /** How long a call may take, how large its answer may be, and how many calls there may be at once. */
    public record Bounds(Duration deadline, int maxBytes, int maxCalls) {}

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final EgressGuard guard;
    private final Bounds bounds;
    private final HttpClient client;
    private final Semaphore calls;

    public EgressClient(Vertx vertx, EgressGuard guard, Bounds bounds) {
        this.vertx = vertx;
        this.guard = guard;
        this.bounds = bounds;
        this.calls = new Semaphore(bounds.maxCalls());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(bounds.maxCalls()));
    }

    /** Sends a request to where the guard allows, and waits for the whole answer. */
    public EgressReply send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        return send(method, uri, headers, body, bounds.deadline());
    }

    /** The same with a deadline of its own, of no more than the client's. */
    public EgressReply send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body, Duration deadline) {
        Duration allowed = deadline.compareTo(bounds.deadline()) < 0 ? deadline : bounds.deadline();
        if (!calls.tryAcquire()) {
            throw Problem.of(Kind.UNAVAILABLE, "egress.busy", "Too many calls to outside addresses; try again later.");
        }
        try {
            return await(call(guard.admit(uri), method, headers, body, allowed), uri, allowed);
        } finally {
            calls.release();
        }
    }

    @Override
    public void close() {
        var unused = client.close();
    }

    private Future<EgressReply> call(
            EgressTarget target, HttpMethod method, Map<String, String> headers, Buffer body, Duration deadline) {
        return client.request(target.request(method).setTimeout(deadline.toMillis()))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    long end = vertx.setTimer(deadline.toMillis(), timer -> request.reset());
                    return request.send(body)
                            .compose(response -> reply(request, response))
                            .onComplete(done -> vertx.cancelTimer(end));
                });
    }

    private Future<EgressReply> reply(HttpClientRequest request, HttpClientResponse response) {
        Promise<EgressReply> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            if (body.length() + part.length() > bounds.maxBytes()) {
                whole.tryFail("an answer larger than " + bounds.maxBytes() + " bytes");
                request.reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> whole.tryComplete(new EgressReply(response.statusCode(), response.headers(), body)));
        return whole.future();
    }

    private EgressReply await(Future<EgressReply> call, URI uri, Duration deadline) {
        try {
            return call.toCompletionStage().toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(uri, e);
        } catch (TimeoutException e) {
            throw Problem.of(
                    Kind.UPSTREAM_TIMEOUT,
                    "egress.timed-out",
                    "'" + uri.getHost() + "' did not answer within " + deadline.toMillis() / 1000.0 + " s.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(uri, e);
        }
    }

    private static Problem failed(URI uri, Exception cause) {
        return Problem.of(
                Kind.BAD_UPSTREAM,
                "egress.failed",
                "The call to '" + uri.getHost() + "' failed; check the address.",
                cause);
    }
}
