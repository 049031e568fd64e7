package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.tsdb.engine.EngineReply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/**
 * Passes an engine's result on as it comes, at the client's pace, and holds none of it. A result that breaks off breaks
 * the client's connection: a cut answer must not look like a whole one.
 */
final class ResultStream {
    private ResultStream() {}

    static boolean isJson(EngineReply reply) {
        String type = reply.header("Content-Type");
        return type != null && type.startsWith(Answer.JSON);
    }

    static Future<Void> pass(EngineReply reply, HttpServerResponse response, Future<Void> gone) {
        gone.onSuccess(left -> reply.abandon());
        ResultHeaders.json(response).setStatusCode(200);
        copy(reply, response, "Content-Encoding");
        if (!copy(reply, response, "Content-Length")) {
            response.setChunked(true);
        }
        return reply.stream().pipe().endOnFailure(false).to(response);
    }

    private static boolean copy(EngineReply reply, HttpServerResponse response, String header) {
        String value = reply.header(header);
        if (value != null) {
            response.putHeader(header, value);
        }
        return value != null;
    }
}
