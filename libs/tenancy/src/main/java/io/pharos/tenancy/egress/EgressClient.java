package io.pharos.tenancy.egress;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP client for addresses that a tenant supplied: guarded, without redirects, with a deadline for the whole call,
 * a bound on the answer and on the calls at once, of which no tenant has more than a part. Blocks; call it from virtual
 * threads.
 */
public final class EgressClient implements AutoCloseable {
    /** How long a call may take, how large its answer may be, and how many calls there may be at once. */
    public record Bounds(Duration deadline, int maxBytes, int maxCalls) {
        private static final int PART = 4;

        /** A quarter, and a few at least. */
        int maxCallsOfTenant() {
            return Math.max(Math.min(PART, maxCalls), maxCalls / PART);
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final EgressGuard guard;
    private final Bounds bounds;
    private final HttpClient client;
    private final FairPlaces calls;

    public EgressClient(Vertx vertx, EgressGuard guard, Bounds bounds) {
        this.vertx = vertx;
        this.guard = guard;
        this.bounds = bounds;
        this.calls = new FairPlaces(bounds.maxCalls(), bounds.maxCallsOfTenant());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(bounds.maxCalls()));
    }

    /** Sends a request to where the guard allows, on that tenant's account, and waits for the whole answer. */
    public EgressReply send(TenantId tenant, HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        return send(tenant, new Call(method, uri, headers, body, bounds.deadline()));
    }

    /** A call with a deadline of its own, of no more than the client's; waiting for a place counts. */
    public record Call(HttpMethod method, URI uri, Map<String, String> headers, Buffer body, Duration deadline) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /** The same with a deadline of its own. */
    public EgressReply send(TenantId tenant, Call call) {
        long end = System.nanoTime() + min(call.deadline(), bounds.deadline()).toNanos();
        EgressTarget target = guard.admit(call.uri());
        takePlace(tenant, end);
        try {
            Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
            return await(call(target, call, left), call.uri(), left);
        } finally {
            calls.release(tenant);
        }
    }

    private void takePlace(TenantId tenant, long end) {
        try {
            if (calls.acquire(tenant, Duration.ofNanos(end - System.nanoTime()))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(
                Kind.UNAVAILABLE,
                "egress.busy",
                "Too many calls to outside addresses at once, and no place in time; try again later.");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        var unused = client.close();
    }

    private Future<EgressReply> call(EgressTarget target, Call call, Duration deadline) {
        return client.request(target.request(call.method()).setTimeout(deadline.toMillis()))
                .compose(request -> {
                    call.headers().forEach(request::putHeader);
                    long end = vertx.setTimer(deadline.toMillis(), timer -> request.reset());
                    return request.send(call.body())
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
