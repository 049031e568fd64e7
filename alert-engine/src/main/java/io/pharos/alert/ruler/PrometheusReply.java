package io.pharos.alert.ruler;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.problem.ProblemReply;
import io.pharos.tenancy.problem.PrometheusError;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** Refusals under {@code /prometheus}, in Prometheus's words. */
public final class PrometheusReply {
    private static final Logger LOG = Logger.getLogger(PrometheusReply.class);

    private PrometheusReply() {}

    public static Response of(Problem problem) {
        if (problem.kind() == Kind.INTERNAL) {
            LOG.error(problem.code(), problem);
        }
        Response.ResponseBuilder reply = Response.status(problem.kind().status())
                .entity(PrometheusError.of(problem))
                .type("application/json");
        ProblemReply.protocolHeaders(problem).forEach(reply::header);
        return reply.build();
    }
}
