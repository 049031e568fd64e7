package io.pharos.gateway.api;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.engine.EngineReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/**
 * Passes an engine's result on as it comes, at the client's pace, and holds no more of it than its {@link Delivery}
 * does. A result that breaks off breaks the client's connection: a cut answer must not look like a whole one.
 */
final class ResultStream {
    private ResultStream() {}

    /** Whether this is a result, in a form that can be delivered. */
    static boolean isResult(EngineReply reply, Delivery delivery) {
        String type = reply.header("Content-Type");
        boolean packed = reply.header("Content-Encoding") != null;
        return reply.status() == 200
                && type != null
                && essence(type).equals(essence(delivery.type()))
                && (delivery.unchanged() || !packed);
    }

    static Future<Void> pass(EngineReply reply, HttpServerResponse response, Future<Void> gone, Delivery delivery) {
        gone.onSuccess(left -> reply.abandon());
        ResultHeaders.json(response).setStatusCode(200).putHeader("Content-Type", delivery.type());
        if (delivery.packs()) {
            response.putHeader("Content-Encoding", "gzip");
        }
        boolean sized = delivery.unchanged() && copy(reply, response, "Content-Length");
        if (delivery.unchanged()) {
            copy(reply, response, "Content-Encoding");
        }
        return pump(reply.stream(), response.setChunked(!sized), delivery);
    }

    private static Future<Void> pump(HttpClientResponse source, HttpServerResponse response, Delivery delivery) {
        Promise<Void> whole = Promise.promise();
        source.handler(chunk -> {
            Buffer out = delivery.next(chunk);
            if (out.length() > 0) {
                response.write(out);
            }
            if (response.writeQueueFull()) {
                source.pause();
                response.drainHandler(drained -> source.resume());
            }
        });
        source.exceptionHandler(cut -> whole.tryFail(brokenOff(cut)));
        source.endHandler(end -> Future.succeededFuture(delivery)
                .map(Delivery::last)
                .compose(response::end)
                .onComplete(whole));
        return whole.future();
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
