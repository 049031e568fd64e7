package io.pharos.router.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and back: bodies are streamed both ways, each side only as fast as the other
 * takes them; whoever leaves, the other side is let go of. Lives on the event loop of its request.
 */
final class Forwarding {
    private final Vertx vertx;
    private final HttpClient client;
    private final Visit visit;
    private final Route route;
    private final Backend backend;
    private final Upstream upstream;
    private final Runnable done;
    private final boolean hasBody;
    private @Nullable HttpClientRequest sent;
    private long deadline;
    private boolean retried;
    private boolean bodySent;
    private boolean answered;
    private boolean settled;

    Forwarding(
            Vertx vertx,
            HttpClient client,
            Visit visit,
            Route route,
            Backend backend,
            Upstream upstream,
            Runnable done) {
        this.vertx = vertx;
        this.client = client;
        this.visit = visit;
        this.route = route;
        this.backend = backend;
        this.upstream = upstream;
        this.done = done;
        this.hasBody = HeaderRules.hasBody(visit.request().headers());
    }

    void start() {
        deadline = vertx.setTimer(route.deadline().toMillis(), timer -> late());
        visit.response().closeHandler(gone -> abandoned());
        visit.request().pause();
        connect();
    }

    private void connect() {
        RequestOptions options = new RequestOptions()
                .setHost(backend.host())
                .setPort(backend.port())
                .setMethod(visit.request().method())
                .setURI(upstream.uri())
                .setHeaders(upstream.headers(visit.request(), backend));
        client.request(options).onSuccess(this::connected).onFailure(this::notConnected);
    }

    private void connected(HttpClientRequest request) {
        if (settled) {
            request.reset();
            return;
        }
        sent = request;
        request.response().onSuccess(this::answered).onFailure(this::notAnswered);
        if (hasBody) {
            sendBody(request);
        } else {
            bodySent = true;
            request.end();
        }
    }

    private void sendBody(HttpClientRequest request) {
        HttpServerRequest from = visit.request();
        if (HeaderRules.expectsContinue(from.headers())) {
            visit.response().writeContinue();
        }
        if (from.getHeader("Content-Length") == null) {
            request.setChunked(true);
        }
        from.pipe()
                .endOnFailure(false)
                .to(request)
                .onSuccess(all -> bodySent = true)
                .onFailure(broken -> bodyBroke());
    }

    /** The sender left, or the service stopped reading; the service may still have an answer to give. */
    private void bodyBroke() {
        if (!settled && !answered && visit.response().closed()) {
            abandoned();
        } else if (!settled) {
            visit.request().handler(dropped -> {}).resume();
        }
    }

    private void notConnected(Throwable failure) {
        if (settled) {
            return;
        }
        if (failure instanceof ConnectionPoolTooBusyException) {
            refuse(UpstreamProblems.busy(backend));
            return;
        }
        backend.breaker().unreachable();
        if (mayRepeat()) {
            retried = true;
            connect();
        } else {
            refuse(UpstreamProblems.unreachable(backend));
        }
    }

    /** The connection broke before any answer; a kept one may have been closed on us while it was idle. */
    private void notAnswered(Throwable failure) {
        if (settled) {
            return;
        }
        if (mayRepeat()) {
            retried = true;
            connect();
        } else {
            refuse(UpstreamProblems.broke(backend));
        }
    }

    /** Only what changes nothing, has no body that is gone, and was not repeated yet. */
    private boolean mayRepeat() {
        HttpMethod method = visit.request().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads && !hasBody && !retried;
    }

    private void answered(HttpClientResponse from) {
        if (settled) {
            return;
        }
        answered = true;
        backend.breaker().reached();
        HttpServerResponse to = visit.response();
        to.setStatusCode(from.statusCode());
        HeaderRules.copyResponse(from.headers(), to.headers());
        if (hasNoBody(from)) {
            to.end().onComplete(ended -> settle());
            return;
        }
        if (from.getHeader("Content-Length") == null) {
            to.setChunked(true);
        }
        from.pipe().endOnFailure(false).to(to).onSuccess(all -> settle()).onFailure(broken -> cut());
    }

    private boolean hasNoBody(HttpClientResponse from) {
        int status = from.statusCode();
        return visit.request().method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    private void late() {
        if (settled) {
            return;
        }
        if (answered) {
            cut();
            return;
        }
        boolean senderIsSlow = !bodySent && (sent == null || !sent.writeQueueFull());
        if (sent == null || !senderIsSlow) {
            backend.breaker().unreachable();
        }
        letGo();
        settle();
        visit.refuseAndPart(
                senderIsSlow && sent != null
                        ? UpstreamProblems.slowBody(route)
                        : UpstreamProblems.late(backend, route));
    }

    /** The answer cannot be had in full: the client must not take what it has for the whole. */
    private void cut() {
        if (!settled) {
            letGo();
            settle();
            visit.abort();
        }
    }

    private void abandoned() {
        if (!settled) {
            letGo();
            settle();
        }
    }

    private void refuse(Throwable problem) {
        letGo();
        settle();
        visit.refuse(problem);
    }

    private void letGo() {
        settled = true;
        if (sent != null) {
            sent.reset();
            HangUp.on(sent.connection());
        }
    }

    private void settle() {
        settled = true;
        if (deadline >= 0) {
            vertx.cancelTimer(deadline);
            deadline = -1;
            done.run();
        }
    }
}
