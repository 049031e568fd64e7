package io.pharos.mall.engine;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.pharos.mall.MovableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The clock that tests move, and the spans that they look at. */
class TestBeans {
    @Produces
    @Singleton
    MovableClock clock() {
        return new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    }

    /** Typed, so that Quarkus does not take it for an exporter and hands it every span again, later. */
    @Produces
    @Singleton
    @Typed(InMemorySpanExporter.class)
    InMemorySpanExporter spans() {
        return InMemorySpanExporter.create();
    }

    @Produces
    @Singleton
    SpanProcessor processor(InMemorySpanExporter spans) {
        return SimpleSpanProcessor.create(spans);
    }
}
