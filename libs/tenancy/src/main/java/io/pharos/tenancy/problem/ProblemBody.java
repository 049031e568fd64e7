package io.pharos.tenancy.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Problem;
import org.jspecify.annotations.Nullable;

/** A problem as RFC 9457 writes it, with our stable {@code code} beside its type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String instance) {
    /** The media type of this body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemBody of(Problem problem) {
        return new ProblemBody(
                problem.type(),
                problem.kind().title(),
                problem.kind().status(),
                problem.detail(),
                problem.code(),
                null);
    }
}
