package io.pharos.router.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.problem.ProblemReply;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request at the front door: what has been found out about it so far, and the way to refuse it. Used on its own
 * event loop only.
 */
final class Visit {
    private static final Logger LOG = Logger.getLogger(Visit.class);
    private static final int LARGEST_DRAINED = 1024 * 1024;

    private final RoutingContext exchange;
    private final ObjectMapper json;
    private final TraceParent trace;
    private final long startedNanos = System.nanoTime();
    private @Nullable Route route;
    private @Nullable TenantContext tenant;
    private @Nullable String refusal;

    Visit(RoutingContext exchange, ObjectMapper json) {
        this.exchange = exchange;
        this.json = json;
        this.trace = TraceParent.of(
                Span.current().getSpanContext(), exchange.request().getHeader("traceparent"));
    }

    RoutingContext exchange() {
        return exchange;
    }

    HttpServerRequest request() {
        return exchange.request();
    }

    HttpServerResponse response() {
        return exchange.response();
    }

    TraceParent trace() {
        return trace;
    }

    long startedNanos() {
        return startedNanos;
    }

    void found(Route row) {
        route = row;
    }

    void admitted(TenantContext context) {
        tenant = context;
    }

    @Nullable
    Route route() {
        return route;
    }

    @Nullable
    TenantContext tenant() {
        return tenant;
    }

    /** The code of the refusal, where it was refused here. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Refuses it in the words of its route; anything but a problem is a defect of ours. */
    void refuse(Throwable failure) {
        refuse(failure, false);
    }

    /** The same, without waiting any longer for what the sender still has to send. */
    void refuseAndPart(Problem problem) {
        refuse(problem, true);
    }

    private void refuse(Throwable failure, boolean part) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof Problem problem) {
            write(problem, part);
        } else {
            LOG.errorf(cause, "a request ended in a defect of ours, trace %s", trace.traceId());
            write(Problem.of(Kind.INTERNAL, "route.defect", "A defect of ours, which was logged; try again."), part);
        }
    }

    private void write(Problem problem, boolean part) {
        refusal = problem.code();
        if (response().ended() || response().headWritten()) {
            abort();
            return;
        }
        RefusalBody body = RefusalBody.of(problem, route == null ? ErrorShape.PROBLEM : route.errors(), json);
        response().headers().clear();
        response().setStatusCode(problem.kind().status());
        ProblemReply.protocolHeaders(problem).forEach(response()::putHeader);
        response().putHeader(HttpHeaders.CONTENT_TYPE, body.mediaType());
        endAfterBody(body.json(), part);
    }

    /** What still comes of a body is dropped; all of a small one, so that the sender gets to reading our answer. */
    private void endAfterBody(String body, boolean part) {
        boolean cut = !request().isEnded() && (part || !isSmall());
        if (cut) {
            response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response().end(body).onComplete(ended -> {
            if (cut) {
                abort();
            }
        });
        if (!request().isEnded()) {
            request().handler(dropped -> {}).resume();
        }
    }

    private boolean isSmall() {
        String length = request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return !HeaderRules.hasBody(request().headers());
        }
        return length.matches("[0-9]{1,7}") && Integer.parseInt(length) <= LARGEST_DRAINED;
    }

    /** Ends the client's connection, so that what it has of the answer cannot pass for the whole. */
    void abort() {
        HangUp.on(request().connection());
    }
}
