package io.pharos.tenancy.problem;

import io.pharos.model.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A problem as an HTTP answer: status, headers and body; the same for JAX-RS and for Vert.x handlers. */
public record ProblemReply(int status, Map<String, String> headers, ProblemBody body) {
    private static final Duration SOON = Duration.ofSeconds(1);

    public ProblemReply {
        headers = Map.copyOf(headers);
    }

    public static ProblemReply of(Problem problem) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", ProblemBody.MEDIA_TYPE);
        headers.putAll(protocolHeaders(problem));
        return new ProblemReply(problem.kind().status(), headers, ProblemBody.of(problem));
    }

    /** The headers that a refusal needs whatever its body is: Retry-After in whole seconds, WWW-Authenticate. */
    public static Map<String, String> protocolHeaders(Problem problem) {
        return switch (problem.kind()) {
            case UNAUTHENTICATED -> Map.of("WWW-Authenticate", challenge(problem));
            case RATE_LIMITED, UNAVAILABLE, UPSTREAM_TIMEOUT -> Map.of("Retry-After", seconds(problem));
            case MALFORMED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    SUSPENDED,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    UNPROCESSABLE,
                    INTERNAL,
                    BAD_UPSTREAM ->
                problem.retryAfter().isPresent() ? Map.of("Retry-After", seconds(problem)) : Map.of();
        };
    }

    private static String challenge(Problem problem) {
        return problem.code().equals("token.missing") ? "Bearer" : "Bearer error=\"invalid_token\"";
    }

    private static String seconds(Problem problem) {
        Duration wait = problem.retryAfter().orElse(SOON);
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
