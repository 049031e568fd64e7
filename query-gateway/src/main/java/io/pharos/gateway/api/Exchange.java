package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.answer.EngineErrors;
import io.pharos.gateway.cache.RangeAnswer;
import io.pharos.gateway.cost.Reservation;
import io.pharos.gateway.explain.Languages;
import io.pharos.gateway.isolation.Attempt;
import io.pharos.gateway.isolation.Attempts;
import io.pharos.gateway.metering.SamplesRead;
import io.pharos.gateway.quota.Verdict;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.explain.Language;
import io.pharos.tenancy.context.EdgeRequest;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineReply;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request and its one answer: whatever comes first is sent and counted, whatever comes later is dropped. */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** The status under which requests are counted whose client did not wait, as nginx has it. */
    private static final int LEFT = 499;

    private static final List<String> OF_A_RESULT = List.of(
            "Content-Encoding", "Content-Length", "Trailer", "X-Query-Cost", "X-Query-Cost-Basis", "X-Cache", "Age");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final GatewayMetrics metrics;
    private final Attempts attempts;
    private final long startedAt = System.nanoTime();
    private final Promise<Void> gone = Promise.promise();
    private @Nullable Endpoint endpoint;
    private @Nullable ReadContext reader;

    Exchange(RoutingContext routing, GatewayMetrics metrics, Attempts attempts) {
        this.attempts = attempts;
        this.request = routing.request();
        this.response = routing.response();
        this.metrics = metrics;
        routing.addEndHandler(this::ended);
    }

    private void ended(AsyncResult<Void> end) {
        if (end.failed()) {
            gone.tryComplete();
        }
        metrics.served(endpoint, end.failed() ? LEFT : response.getStatusCode(), System.nanoTime() - startedAt);
    }

    void about(Endpoint served) {
        this.endpoint = served;
    }

    void admitted(ReadContext entered) {
        this.reader = entered;
    }

    /** Completes when the client has left before its answer was whole. */
    Future<Void> gone() {
        return gone.future();
    }

    String urlQuery() {
        return request.query() == null ? "" : request.query();
    }

    boolean acceptsGzip() {
        return AcceptEncoding.gzip(request.headers().getAll("Accept-Encoding"));
    }

    Language language() {
        return Languages.preferred(request.headers().getAll("Accept-Language"));
    }

    /** Tells the caller how the quota stands, or throws where it is used up. */
    Verdict counted(Verdict verdict) {
        metrics.counted(verdict);
        QuotaHeaders.of(verdict).forEach(response::putHeader);
        return QuotaHeaders.orRefuse(verdict);
    }

    Future<?> answer(Answer answer) {
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        OF_A_RESULT.forEach(response.headers()::remove); // That came to nothing.
        ResultHeaders.json(response).setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response.end(answer.body());
    }

    /** Tells the caller how the budget stands with this question taken from it. */
    void reserved(Reservation reservation) {
        reservation.budget().ifPresent(budget -> CostHeaders.budget(response, budget));
    }

    /** Hands an engine's reply to the client: a result is streamed and settled, an error is cleaned first. */
    Future<?> pass(EngineReply reply, EngineRoute route, Delivery delivery) {
        if (gone.future().isComplete()) {
            reply.abandon();
            delivery.fail();
            return Future.succeededFuture();
        }
        if (ResultStream.isResult(reply, delivery)) {
            return ResultStream.pass(reply, response, gone.future(), delivery);
        }
        delivery.fail();
        if (reply.status() == 204) {
            // Prometheus 2.42 has no content where it has no exemplars.
            return reply.body(0).compose(nothing -> answer(Answer.data(new JsonArray())));
        }
        return EngineErrors.read(reply, route).compose(this::answer);
    }

    /** Says whether the answer comes from the cache. */
    void fromCache(String source) {
        response.putHeader("X-Cache", source);
    }

    /** Sends an answer that was put together here. */
    Future<?> deliver(RangeAnswer.Whole whole, Delivery delivery) {
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        ResultHeaders.json(response).setStatusCode(200);
        fromCache(whole.source().word());
        if (!whole.age().isZero()) {
            response.putHeader("Age", Long.toString(whole.age().toSeconds()));
        }
        if (delivery.packs()) {
            response.putHeader("Content-Encoding", "gzip");
        }
        Buffer out = delivery.next(whole.body());
        Buffer rest = delivery.last();
        Optional<SamplesRead> settled = delivery.settle();
        settled.ifPresent(samples -> CostHeaders.settled(response, samples));
        // What was put together may be on its way to others, too: nothing is appended to it.
        Future<Void> ended = response.end(
                rest.length() == 0 ? out : Buffer.buffer().appendBuffer(out).appendBuffer(rest));
        delivery.remember(settled);
        return ended;
    }

    void refuse(Throwable cause) {
        if (response.headWritten()) {
            LOG.debugf(cause, "the answer was cut short");
            response.reset();
            return;
        }
        Throwable origin = cause instanceof CompletionException wrapped ? wrapped.getCause() : cause;
        Problem problem = origin instanceof Problem known ? known : internal(cause);
        metrics.refused(problem.code());
        record(problem);
        if (problem.kind() == Kind.METHOD_NOT_ALLOWED && endpoint != null) {
            response.putHeader("Allow", String.join(", ", endpoint.methods()));
        }
        boolean ours = endpoint != null && endpoint.ours();
        Future<?> sent = answer(ours ? Answer.problem(problem) : Answer.refusal(problem));
        if (FormBody.leftUnread(problem)) {
            sent.onComplete(end -> request.connection().close());
        }
    }

    /** Keeps what is, or looks like, an attempt to reach another tenant; by nobody known, it is no more than noise. */
    private void record(Problem refusal) {
        if (!Attempt.isOne(refusal.code()) || endpoint == null) {
            return;
        }
        ReadContext entered = reader;
        if (entered != null) {
            Attempt.Actor user = new Attempt.Actor.User(entered.user());
            attempts.refused(new Attempt(entered.tenant(), user, refusal.code(), endpoint.path()));
        } else if (refusal.kind() == Kind.FORBIDDEN) {
            // Both were read before the gate refused.
            EdgeRequest edge = Door.edge(request.headers());
            Attempt.Actor bearer = new Attempt.Actor.Bearer(edge.bearer());
            attempts.refused(new Attempt(edge.tenant(), bearer, refusal.code(), endpoint.path()));
        }
    }

    private Problem internal(Throwable cause) {
        if (!gone.future().isComplete()) {
            LOG.errorf(cause, "request failed: endpoint=%s", endpoint);
        }
        return Problem.of(
                Kind.INTERNAL, "gateway.internal", "an error of the gateway itself: it is logged; try again later");
    }
}
