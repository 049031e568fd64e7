package io.pharos.gateway.api;

import io.pharos.gateway.metering.SamplesRead;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.engine.EngineReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * Passes an engine's result on as it comes, at the client's pace, and holds no more of it than its {@link Delivery}
 * does. A result that breaks off breaks the client's connection: a cut answer must not look like a whole one.
 */
final class ResultStream {
    private final EngineReply reply;
    private final HttpServerResponse response;
    private final Delivery delivery;
    private final Promise<Void> whole = Promise.promise();

    private ResultStream(EngineReply reply, HttpServerResponse response, Delivery delivery) {
        this.reply = reply;
        this.response = response;
        this.delivery = delivery;
    }

    /** Whether this is a result, in a form that can be delivered. */
    static boolean isResult(EngineReply reply, Delivery delivery) {
        String type = reply.header("Content-Type");
        String encoding = reply.header("Content-Encoding");
        return reply.status() == 200
                && type != null
                && essence(type).equals(essence(delivery.form().mediaType()))
                && (delivery.unchanged()
                        || encoding == null
                        || encoding.equals(delivery.form().encoding()));
    }

    static Future<Void> pass(EngineReply reply, HttpServerResponse response, Future<Void> gone, Delivery delivery) {
        gone.onSuccess(left -> reply.abandon());
        ResultHeaders.json(response)
                .setStatusCode(200)
                .putHeader("Content-Type", delivery.form().mediaType());
        delivery.expected().ifPresent(samples -> CostHeaders.expected(response, samples));
        if (delivery.packs()) {
            response.putHeader("Content-Encoding", "gzip");
        } else {
            copy(reply, response, "Content-Encoding");
        }
        boolean sized = delivery.unchanged() && copy(reply, response, "Content-Length");
        response.setChunked(!sized);
        return new ResultStream(reply, response, delivery).pump();
    }

    private Future<Void> pump() {
        var source = reply.stream();
        source.handler(this::chunk);
        source.exceptionHandler(cut -> whole.tryFail(brokenOff(cut)));
        source.endHandler(end -> last().compose(this::end).onComplete(whole));
        return whole.future();
    }

    private void chunk(Buffer chunk) {
        if (whole.future().isComplete()) {
            return; // What is on its way still after the result was given up.
        }
        try {
            write(delivery.next(chunk));
        } catch (RuntimeException refusal) {
            whole.tryFail(refusal);
            reply.abandon();
        }
    }

    private void write(Buffer out) {
        if (out.length() > 0) {
            response.write(out);
        }
        if (response.writeQueueFull()) {
            reply.stream().pause();
            response.drainHandler(drained -> reply.stream().resume());
        }
    }

    private Future<Buffer> last() {
        return delivery.endsSlowly()
                ? Vertx.currentContext().executeBlocking(delivery::last)
                : Future.succeededFuture(delivery).map(Delivery::last);
    }

    private Future<Void> end(Buffer rest) {
        if (whole.future().isComplete()) {
            return Future.succeededFuture();
        }
        Optional<SamplesRead> settled = delivery.settle();
        settled.ifPresent(samples -> CostHeaders.settled(response, samples));
        if (!response.headWritten()) {
            response.headers().remove("Transfer-Encoding"); // All of it is here: its length is known.
        }
        Future<Void> ended = response.end(rest);
        delivery.remember(settled);
        return ended;
    }

    private static Problem brokenOff(Throwable cut) {
        return Problem.of(
                Kind.BAD_UPSTREAM,
                "engine.broken-off",
                "the engine's answer broke off before its end: try again, or ask for less",
                cut);
    }

    private static String essence(String mediaType) {
        return mediaType.split(";", 2)[0].strip();
    }

    private static boolean copy(EngineReply reply, HttpServerResponse response, String header) {
        String value = reply.header(header);
        if (value != null) {
            response.putHeader(header, value);
        }
        return value != null;
    }
}
