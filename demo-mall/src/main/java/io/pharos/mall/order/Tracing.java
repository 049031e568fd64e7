package io.pharos.mall.order;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.pharos.model.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an order: its HTTP entry and the calls to other systems within. They are ours and not those that
 * Quarkus would make, since alert policies know them by name. Orders placed in bulk have none, and cost nothing here.
 */
@ApplicationScoped
public class Tracing {
    private static final TextMapGetter<HttpHeaders> FROM_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.getRequestHeaders().keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
            return headers == null ? null : headers.getHeaderString(key);
        }
    };

    private final Tracer tracer;
    private final OpenTelemetry telemetry;

    Tracing(Tracer tracer, OpenTelemetry telemetry) {
        this.tracer = tracer;
        this.telemetry = telemetry;
    }

    /** Runs a request in its entry span, within the caller's trace where it sent one. */
    <T> T entry(String name, String route, HttpHeaders headers, int success, Function<Span, T> work) {
        Context caller =
                telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), headers, FROM_HEADERS);
        Span span = tracer.spanBuilder(name)
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "POST")
                .setAttribute("http.route", route)
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            T answer = work.apply(span);
            status(span, success);
            return answer;
        } catch (RuntimeException e) {
            status(span, e instanceof Problem problem ? problem.kind().status() : 500);
            span.recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Runs a call to another system in a span of its own where the current request is traced. */
    <T> T call(String name, Map<String, String> attributes, Function<Span, T> work) {
        if (!Span.current().isRecording()) {
            return work.apply(Span.getInvalid());
        }
        Span span = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan();
        attributes.forEach(span::setAttribute);
        try (Scope _ = span.makeCurrent()) {
            return work.apply(span);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }

    /** The trace of the current request, where it is traced. */
    @Nullable
    String traceId() {
        Span span = Span.current();
        return span.isRecording() ? span.getSpanContext().getTraceId() : null;
    }

    /** Under the name of today's conventions, and under the one that alert policies are bound to. */
    private static void status(Span span, int status) {
        span.setAttribute("http.response.status_code", status);
        span.setAttribute("http.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
