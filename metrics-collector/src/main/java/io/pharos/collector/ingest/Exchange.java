package io.pharos.collector.ingest;

import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One write request on its way: admitted before its body is taken, answered when it is known what became of it. */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final long LINGER_MILLIS = 2000;

    private final Intake intake;
    private final Protocol protocol;
    private final HttpServerRequest request;
    private final BodyReader body;
    private final long startedAt = System.nanoTime();
    private boolean bodyRead;

    Exchange(Intake intake, Protocol protocol, HttpServerRequest request) {
        this.intake = intake;
        this.protocol = protocol;
        this.request = request;
        this.body = new BodyReader(
                request, intake.memory(), intake.config().maxBody().asLongValue());
    }

    void start() {
        request.pause();
        Future.succeededFuture()
                .compose(begin -> intake.admission()
                        .admit(
                                request.headers(),
                                protocol.scope(),
                                intake.vertx().getOrCreateContext()))
                .compose(this::take)
                .onSuccess(this::answer)
                .onFailure(this::fail);
    }

    private Future<Answer> take(Sender sender) {
        Protocol.Conversation conversation = protocol.open(request, sender);
        return body.read(intake.vertx(), intake.config().bodyDeadline()).compose(bytes -> {
            bodyRead = true;
            return conversation.take(bytes);
        });
    }

    private void fail(Throwable cause) {
        if (cause instanceof Problem problem) {
            answer(protocol.refused(request, problem));
            return;
        }
        if (request.response().closed()) {
            finish(499, "gone");
            return;
        }
        LOG.errorf(cause, "A write failed by our own defect");
        Problem defect = Problem.of(Kind.INTERNAL, "write.defect", "This is our defect; try again later.");
        answer(protocol.refused(request, defect));
    }

    private void answer(Answer answer) {
        finish(answer.status(), answer.code());
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
        passBodyOver();
    }

    /** Lets what the sender is still sending pass, so that it reads the answer; then hangs up on it. */
    private void passBodyOver() {
        if (bodyRead || request.isEnded()) {
            return;
        }
        long timer = intake.vertx()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.endHandler(end -> intake.vertx().cancelTimer(timer));
        request.resume();
    }

    private void finish(int status, String code) {
        long size = body.release();
        intake.metrics().request(status, code, size, Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
