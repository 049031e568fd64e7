package io.pharos.tsdb.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * An engine's answer, its body still to come. Read it by {@link #stream()} or {@link #body(int)}, or
 * {@link #abandon()} it: the engine's place is taken until then, at most until the deadline.
 */
public final class EngineReply {
    private final HttpClientResponse response;

    EngineReply(HttpClientResponse response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    public @Nullable String header(String name) {
        return response.getHeader(name);
    }

    /** The body as it comes, with back-pressure. */
    public HttpClientResponse stream() {
        return response;
    }

    /** The first so many bytes of the body; what goes beyond is read and dropped. */
    public Future<Buffer> body(int maxBytes) {
        Buffer body = Buffer.buffer();
        Promise<Buffer> whole = Promise.promise();
        response.handler(chunk -> {
            int room = maxBytes - body.length();
            body.appendBuffer(chunk.length() <= room ? chunk : chunk.slice(0, room));
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    /** Gives up the rest of the body and its connection. */
    public void abandon() {
        response.request().reset();
    }
}
