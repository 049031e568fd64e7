package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.vertx.core.http.HttpServerResponse;

/** The headers that every answer of the query API carries. */
final class ResultHeaders {
    private ResultHeaders() {}

    static HttpServerResponse json(HttpServerResponse response) {
        return response.putHeader("Content-Type", Answer.JSON)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept-Encoding, Accept-Language, Authorization, X-Tenant-ID, X-Environment");
    }
}
