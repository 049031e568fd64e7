package io.pharos.collector.ingest;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.write.ByteBudget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Takes one request's body in, within a size, a time and the process's memory. None of the three is answered with a
 * status on which senders drop data, save a size that can never pass.
 */
final class BodyReader {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int FIRST_GUESS = 128 * 1024;

    private final HttpServerRequest request;
    private final ByteBudget memory;
    private final long maxBytes;
    private final Promise<byte[]> whole = Promise.promise();
    private Buffer body = Buffer.buffer(FIRST_GUESS);
    private long held;

    BodyReader(HttpServerRequest request, ByteBudget memory, long maxBytes) {
        this.request = request;
        this.memory = memory;
        this.maxBytes = maxBytes;
    }

    /** Reads it all; the request must be paused until now. */
    Future<byte[]> read(Vertx vertx, Duration deadline) {
        long timer = vertx.setTimer(deadline.toMillis(), late -> fail(tooSlow()));
        request.handler(this::chunk);
        request.exceptionHandler(this::fail);
        request.endHandler(end -> complete());
        request.resume();
        return whole.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Lets the memory go when the request is answered, and tells how much was received. */
    long release() {
        long received = held;
        held = 0;
        memory.release(received);
        return received;
    }

    private void chunk(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        if (body.length() + chunk.length() > maxBytes) {
            fail(tooLarge());
        } else if (!memory.tryHold(chunk.length())) {
            fail(overloaded());
        } else {
            held += chunk.length();
            body.appendBuffer(chunk);
        }
    }

    private void complete() {
        byte[] bytes = body.getBytes();
        body = Buffer.buffer(0);
        whole.tryComplete(bytes);
    }

    private void fail(Throwable cause) {
        whole.tryFail(cause);
    }

    private Problem tooLarge() {
        return Problem.of(
                Kind.MALFORMED,
                "write.body-too-large",
                "The body is over " + maxBytes + " bytes as sent; lower max_samples_per_send.");
    }

    private static Problem tooSlow() {
        return Problem.of(Kind.UNAVAILABLE, "write.body-too-slow", "The body did not arrive in time; send it again.")
                .retryAfter(SOON);
    }

    private static Problem overloaded() {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "write.overloaded",
                        "More is being written than can be held right now; try again later.")
                .retryAfter(SOON);
    }
}
