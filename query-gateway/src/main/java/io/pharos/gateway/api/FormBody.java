package io.pharos.gateway.api;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a request's body, up to a number of bytes and for a time, and keeps no more of it than that. */
final class FormBody {
    private static final Set<String> UNREAD = Set.of("request.form-too-large", "request.form-too-slow");

    /**
     * How many times what is allowed is read, and thrown away: a sender reads its answer once it has written, and would
     * find the connection reset where the answer came with bytes left unread.
     */
    private static final int READ_ON = 8;

    private final int maxBytes;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private long length;

    private FormBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Starts to read at once, so it is called before anything else is waited for. */
    static Future<Buffer> read(HttpServerRequest request, int maxBytes, Duration deadline) {
        if (!RequestShape.hasBody(request.headers())) {
            return Future.succeededFuture(Buffer.buffer());
        }
        FormBody form = new FormBody(maxBytes);
        request.handler(form::take);
        request.exceptionHandler(cut -> form.whole.tryFail(cutOff()));
        request.endHandler(end -> form.end());
        return form.whole
                .future()
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(inWords(failure, deadline)));
    }

    private void take(Buffer chunk) {
        length += chunk.length();
        if (length <= maxBytes) {
            body.appendBuffer(chunk);
        } else if (length > (long) READ_ON * maxBytes) {
            whole.tryFail(tooLarge(maxBytes));
        }
    }

    private void end() {
        if (length > maxBytes) {
            whole.tryFail(tooLarge(maxBytes));
        } else {
            whole.tryComplete(body);
        }
    }

    /** Whether a refusal may leave the rest of a form unread, so that the connection is of no more use. */
    static boolean leftUnread(Problem problem) {
        return UNREAD.contains(problem.code());
    }

    private static Throwable inWords(Throwable failure, Duration deadline) {
        return failure instanceof TimeoutException ? tooSlow(deadline) : failure;
    }

    private static Problem tooLarge(int maxBytes) {
        return Problem.of(
                Kind.TOO_LARGE, "request.form-too-large", "the form is larger than " + maxBytes + " bytes: send less");
    }

    private static Problem cutOff() {
        return Problem.of(Kind.MALFORMED, "request.form-cut-off", "the form broke off: send it whole");
    }

    private static Problem tooSlow(Duration deadline) {
        return Problem.of(
                Kind.MALFORMED,
                "request.form-too-slow",
                "the form was not here within " + deadline.toSeconds() + " s: send it faster");
    }

    /** The body as the text that it must be. */
    static String text(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(
                    Kind.MALFORMED, "request.malformed-parameters", "the form is not UTF-8: encode it as UTF-8", e);
        }
    }
}
