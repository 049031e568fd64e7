package io.pharos.tenancy.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP answer of every exception that leaves a JAX-RS resource: problem+json, and nothing of our insides. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response refusal(Problem problem) {
        if (problem.kind() == Kind.INTERNAL) {
            LOG.error(problem.code(), problem);
        }
        return response(problem);
    }

    @ServerExceptionMapper
    public Response unwrap(CompletionException wrapped) {
        return defect(wrapped.getCause());
    }

    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e) {
        Problem cause = problemWithin(e);
        return response(cause != null ? cause : RequestProblems.unreadable(e));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        Problem cause = problemWithin(e);
        if (cause != null) {
            return response(cause);
        }
        return e.getCause() instanceof JsonProcessingException json
                ? unreadable(json)
                : response(RequestProblems.of(e.getResponse().getStatus(), e));
    }

    @ServerExceptionMapper
    public Response defect(@Nullable Throwable e) {
        if (e instanceof Problem problem) {
            return refusal(problem);
        }
        LOG.error("A request ended in a defect of ours", e);
        return response(RequestProblems.of(500, e));
    }

    private static @Nullable Problem problemWithin(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    private static Response response(Problem problem) {
        ProblemReply reply = ProblemReply.of(problem);
        Response.ResponseBuilder response = Response.status(reply.status()).entity(reply.body());
        reply.headers().forEach(response::header);
        return response.build();
    }
}
