package io.pharos.router.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.problem.ProblemBody;
import io.pharos.tenancy.problem.ProblemReply;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A refusal as the route's clients read it. */
record RefusalBody(String mediaType, String json) {
    /** Prometheus's shape of an error. */
    @RegisterForReflection
    record PrometheusError(String status, String errorType, String error) {}

    static RefusalBody of(Problem problem, ErrorShape shape, ObjectMapper mapper) {
        return switch (shape) {
            case PROBLEM ->
                new RefusalBody(
                        ProblemBody.MEDIA_TYPE,
                        write(mapper, ProblemReply.of(problem).body()));
            case PROMETHEUS -> {
                String error = problem.detail() + " (" + problem.code() + ")";
                yield new RefusalBody(
                        "application/json",
                        write(mapper, new PrometheusError("error", errorType(problem.kind()), error)));
            }
        };
    }

    private static String errorType(Kind kind) {
        return switch (kind) {
            case MALFORMED, METHOD_NOT_ALLOWED, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> "bad_data";
            case UNAUTHENTICATED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case SUSPENDED -> "suspended";
            case NOT_FOUND -> "not_found";
            case CONFLICT, PRECONDITION_FAILED, UNPROCESSABLE -> "execution";
            case RATE_LIMITED -> "too_many_requests";
            case INTERNAL -> "internal";
            case BAD_UPSTREAM, UNAVAILABLE -> "unavailable";
            case UPSTREAM_TIMEOUT -> "timeout";
        };
    }

    private static String write(ObjectMapper mapper, Object body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
