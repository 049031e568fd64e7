package io.pharos.tenancy.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the HTTP machinery itself refuses, in the suite's own words. */
final class RequestProblems {
    private RequestProblems() {}

    /** The problem for a status that JAX-RS chose. */
    static Problem of(int status, @Nullable Throwable cause) {
        return switch (status) {
            case 400 -> Problem.of(Kind.MALFORMED, "request.malformed", "The request cannot be read as HTTP asks.");
            case 401 -> Problem.of(Kind.UNAUTHENTICATED, "request.unauthenticated", "Send a bearer token.");
            case 403 -> Problem.of(Kind.FORBIDDEN, "request.forbidden", "This is not for this caller.");
            case 404 ->
                Problem.of(Kind.NOT_FOUND, "request.no-such-path", "There is nothing here; see /q/openapi for paths.");
            case 405 ->
                Problem.of(
                        Kind.METHOD_NOT_ALLOWED,
                        "request.method-not-allowed",
                        "The path exists, not for this method; see /q/openapi.");
            case 406, 415 ->
                Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "request.unsupported-media-type",
                        "Send and accept application/json, or what /q/openapi says of this path.");
            case 413 -> Problem.of(Kind.TOO_LARGE, "request.too-large", "The body is larger than is taken here.");
            case 503 ->
                Problem.of(Kind.UNAVAILABLE, "request.unavailable", "Not now; send the request again in a moment.");
            default -> defect(cause);
        };
    }

    /** A JSON body that does not fit, with the place where it does not. */
    static Problem unreadable(JsonProcessingException e) {
        String place = e instanceof JsonMappingException mapping ? place(mapping) : "";
        return Problem.of(
                Kind.MALFORMED,
                "request.malformed-json",
                "The body is not the JSON that is expected" + place + "; compare with /q/openapi.");
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " at '" + path + "'";
    }

    private static Problem defect(@Nullable Throwable cause) {
        String detail = "This is a defect of ours and was logged with the trace id; try again, or tell the operator.";
        return cause == null
                ? Problem.of(Kind.INTERNAL, "request.defect", detail)
                : Problem.of(Kind.INTERNAL, "request.defect", detail, cause);
    }
}
