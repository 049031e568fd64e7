package io.pharos.router.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Problem;
import io.pharos.tenancy.context.EdgeRequest;
import io.pharos.tenancy.problem.ProblemReply;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What all internal routes read of a request and answer to one that is refused. */
final class InternalCall {
    private InternalCall() {}

    /** What the gate has to know: a service's token, and no tenant. */
    static EdgeRequest edge(RoutingContext exchange) {
        return EdgeRequest.of(List.of(), List.of(), exchange.request().headers().getAll(HttpHeaders.AUTHORIZATION));
    }

    /** Answers with the problem; anything else is our defect. */
    static void refuse(RoutingContext exchange, Throwable failure, ObjectMapper json) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (!(cause instanceof Problem problem)) {
            exchange.fail(cause);
            return;
        }
        ProblemReply reply = ProblemReply.of(problem);
        HttpServerResponse response = exchange.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        try {
            response.end(json.writeValueAsString(reply.body()));
        } catch (JsonProcessingException e) {
            exchange.fail(e);
        }
    }
}
