package io.pharos.tenancy.tracing;

import io.quarkus.opentelemetry.runtime.tracing.instrumentation.InstrumentationRecorder;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.spi.tracing.VertxTracer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts {@link SparseTracer} before Quarkus's tracer where {@link TracingConfig} asks for it. */
@Singleton
final class SparseTracing {
    void begin(@Observes StartupEvent start, TracingConfig config) {
        var quarkus = InstrumentationRecorder.FACTORY.getVertxTracerDelegator();
        VertxTracer<?, ?> all = quarkus.getDelegate();
        if (config.oneIn() > 1 && all != null) { // There is none where OpenTelemetry is switched off.
            quarkus.setDelegate(new SparseTracer<>(all, config.oneIn()));
        }
    }
}
