package io.pharos.gateway.answer;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.problem.ProblemBody;
import io.pharos.tenancy.problem.PrometheusErrorType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A whole answer in JSON, Prometheus's or our own, made here and not streamed from an engine. */
public record Answer(int status, Map<String, String> headers, String body) {
    public static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** Success, with {@code data} being a string, a {@link JsonObject} or a {@link JsonArray}. */
    public static Answer data(Object data) {
        return new Answer(
                200,
                Map.of(),
                new JsonObject().put("status", "success").put("data", data).encode());
    }

    /** Success, with {@code data} being JSON text already. */
    public static Answer json(String data) {
        return new Answer(200, Map.of(), "{\"status\":\"success\",\"data\":" + data + '}');
    }

    /** Success of an API of our own, without Prometheus's envelope. */
    public static Answer own(JsonObject body) {
        return new Answer(200, Map.of(), body.encode());
    }

    /** A refusal by an API of our own (RFC 9457), with the headers that its kind asks for. */
    public static Answer problem(Problem problem) {
        ProblemBody said = ProblemBody.of(problem);
        JsonObject body = new JsonObject()
                .put("type", said.type())
                .put("title", said.title())
                .put("status", said.status())
                .put("detail", said.detail())
                .put("code", said.code());
        return new Answer(said.status(), refusalHeaders(problem), body.encode())
                .with("Content-Type", ProblemBody.MEDIA_TYPE);
    }

    /** A refusal, with the headers that its kind asks for. */
    public static Answer refusal(Problem problem) {
        return new Answer(
                problem.kind().status(),
                refusalHeaders(problem),
                error(PrometheusErrorType.of(problem.kind()), problem.detail()));
    }

    private static Map<String, String> refusalHeaders(Problem problem) {
        Map<String, String> headers = new TreeMap<>();
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        problem.retryAfter().ifPresent(wait -> headers.put("Retry-After", seconds(wait)));
        return headers;
    }

    /** An engine's own error, its type kept and its text already cleaned. */
    public static Answer engineError(int status, String errorType, String text) {
        return new Answer(status, Map.of(), error(errorType, text));
    }

    /** This answer with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** Whole seconds, at least one, rounded up but for the last millisecond, which any way back takes. */
    public static String seconds(Duration wait) {
        long whole = wait.plusMillis(998).toSeconds();
        return Long.toString(Math.max(1, whole));
    }

    private static String error(String type, String text) {
        return new JsonObject()
                .put("status", "error")
                .put("errorType", type)
                .put("error", text)
                .encode();
    }
}
