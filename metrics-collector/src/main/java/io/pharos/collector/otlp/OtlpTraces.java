package io.pharos.collector.otlp;

import io.pharos.collector.ingest.Answer;
import io.pharos.collector.ingest.Protocol;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.directory.TraceEndpoint;
import io.pharos.tsdb.traces.TraceForwarder;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** {@code /v1/traces}: passed on untouched, and answered as the endpoint answers; refused where there is none. */
@Singleton
final class OtlpTraces implements Protocol {
    private final TraceForwarder forwarder;

    @Inject
    OtlpTraces(TraceForwarder forwarder) {
        this.forwarder = forwarder;
    }

    @Override
    public Scope scope() {
        return Scope.TRACES_WRITE;
    }

    @Override
    public Conversation open(HttpServerRequest request, Sender sender) {
        OtlpForm form = OtlpForm.of(request.getHeader("Content-Type"));
        TraceEndpoint endpoint = sender.route().tenant().traces();
        if (endpoint == null) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "otlp.no-trace-endpoint",
                    "No endpoint for this tenant's traces is known, so they are not taken; ask the operator to set"
                            + " 'traces' of the tenant in the directory, or switch the exporter of traces off.");
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", form.contentType());
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null) {
            headers.put("Content-Encoding", encoding);
        }
        return body ->
                forwarder.forward(sender.tenant(), endpoint, headers, body).map(reply -> answer(form, reply));
    }

    private static Answer answer(OtlpForm form, TraceForwarder.Reply reply) {
        String type = reply.contentType() == null ? form.contentType() : reply.contentType();
        String code = reply.status() < 300 ? "passed-on" : "otlp.traces-refused";
        return new Answer(reply.status(), code, Map.of("Content-Type", type), reply.body());
    }

    @Override
    public Answer refused(HttpServerRequest request, Problem problem) {
        return OtlpAnswers.refused(request, problem);
    }
}
