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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request's body in, within a size, a time and the process's memory. None of the three is answered with a
 * status on which senders drop data, save a size that can never pass.
 */
final class BodyReader {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int FIRST_GUESS = 64 * 1024;
    private static final int MOST_BELIEVED = 1024 * 1024;

    private final HttpServerRequest request;
    private final ByteBudget memory;
    private final long maxBytes;
    private final Promise<byte[]> whole = Promise.promise();
    private byte[] body = {};
    private int length;
    private long held;

    BodyReader(HttpServerRequest request, ByteBudget memory, long maxBytes) {
        this.request = request;
        this.memory = memory;
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE / 2);
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
        if ((long) length + chunk.length() > maxBytes) {
            fail(tooLarge());
        } else if (!memory.tryHold(chunk.length())) {
            fail(overloaded());
        } else {
            held += chunk.length();
            append(chunk);
        }
    }

    /** The room that the header asks for is the body's own size nearly always: then nothing is copied again. */
    private void append(Buffer chunk) {
        int needed = length + chunk.length();
        if (needed > body.length) {
            int room = body.length == 0 ? said(request.getHeader("Content-Length")) : 2 * body.length;
            body = Arrays.copyOf(body, Math.max(needed, room));
        }
        chunk.getBytes(body, length);
        length = needed;
    }

    private static int said(@Nullable String contentLength) {
        if (contentLength == null || contentLength.length() > 7) {
            return FIRST_GUESS;
        }
        return Math.min(Integer.parseInt(contentLength), MOST_BELIEVED);
    }

    private void complete() {
        byte[] bytes = body.length == length ? body : Arrays.copyOf(body, length);
        body = new byte[0];
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
