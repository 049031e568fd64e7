package io.pharos.mall.problem;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every {@link Problem} into application/problem+json; the only place of the mall that does. */
class ProblemMapper {
    /** RFC 9457, with our stable code. */
    record Body(String type, String title, int status, String detail, String code) {}

    @ServerExceptionMapper
    RestResponse<Body> map(Problem problem) {
        Kind kind = problem.kind();
        Body body = new Body(problem.type(), kind.title(), kind.status(), problem.detail(), problem.code());
        ResponseBuilder<Body> response = ResponseBuilder.<Body>create(kind.status(), kind.title())
                .entity(body)
                .type(MediaType.valueOf("application/problem+json"));
        problem.retryAfter().ifPresent(wait -> response.header("Retry-After", Math.max(1, wait.toSeconds())));
        return response.build();
    }
}
