package io.pharos.mall.order;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spans for the steps of an order that is traced; orders placed in bulk are not, and cost nothing here. */
@ApplicationScoped
public class Tracing {
    private final Tracer tracer;

    Tracing(Tracer tracer) {
        this.tracer = tracer;
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
}
