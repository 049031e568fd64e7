package io.pharos.collector.ingest;

import io.pharos.collector.ingest.Ingest.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.problem.ProblemReply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One write request on its way: admitted before its body is taken, answered when the engine has answered. */
final class RemoteWriteExchange {
    private static final Logger LOG = Logger.getLogger(RemoteWriteExchange.class);
    private static final String STORED = "stored";
    private static final long LINGER_MILLIS = 2000;

    private final Vertx vertx;
    private final Ingest ingest;
    private final HttpServerRequest request;
    private final BodyReader body;
    private final long startedAt = System.nanoTime();
    private boolean bodyRead;

    RemoteWriteExchange(Vertx vertx, Ingest ingest, HttpServerRequest request) {
        this.vertx = vertx;
        this.ingest = ingest;
        this.request = request;
        this.body = new BodyReader(
                request, ingest.memory(), ingest.config().maxBody().asLongValue());
    }

    void start() {
        request.pause();
        Future.succeededFuture()
                .compose(begin -> ingest.admit(request.headers(), vertx.getOrCreateContext()))
                .compose(this::take)
                .onSuccess(this::answer)
                .onFailure(this::fail);
    }

    private Future<Optional<Problem>> take(Sender sender) {
        RemoteWriteMedia.check(request.getHeader("Content-Type"), request.getHeader("Content-Encoding"));
        return body.read(vertx, ingest.config().bodyDeadline()).compose(bytes -> {
            bodyRead = true;
            return ingest.write(sender, bytes);
        });
    }

    private void answer(Optional<Problem> problem) {
        problem.ifPresentOrElse(this::refuse, this::acknowledge);
    }

    private void acknowledge() {
        finish(204, STORED);
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            response.setStatusCode(204).end();
        }
    }

    private void fail(Throwable cause) {
        if (cause instanceof Problem problem) {
            refuse(problem);
            return;
        }
        if (request.response().closed()) {
            finish(499, "gone");
            return;
        }
        LOG.errorf(cause, "A write failed by our own defect");
        refuse(Problem.of(Kind.INTERNAL, "write.defect", "This is our defect; try again later."));
    }

    private void refuse(Problem problem) {
        ProblemReply reply = ProblemReply.of(problem);
        finish(reply.status(), problem.code());
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.end(JsonObject.mapFrom(reply.body()).encode());
        passBodyOver();
    }

    /** Lets what the sender is still sending pass, so that it reads the answer; then hangs up on it. */
    private void passBodyOver() {
        if (bodyRead || request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.resume();
    }

    private void finish(int status, String code) {
        long size = body.release();
        ingest.metrics().request(status, code, size, Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
