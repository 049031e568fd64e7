package io.pharos.tenancy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the tracer follows: the caller's wish goes before chance, and what is asked on the way goes by the request. */
class SparseTracerTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int ALWAYS = 1;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> said = new ArrayList<>();
    private final Context context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void followsWhoAsksForIt() {
        serve(tracer(NEVER), SAMPLED);
        assertThat(said).containsExactly("in", "out", "out ends", "in ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {UNSAMPLED, "00-" + TRACE + "-00f067aa0ba902b7-0z"})
    void makesNothingForATraceThatNobodyRecords(String parent) {
        serve(tracer(ALWAYS), parent);
        assertThat(said).isEmpty();
        assertThat(VertxMDC.INSTANCE.get("traceId", context)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-1-2-01"})
    void leavesTheOthersToChance(String parent) {
        assertThat(receive(tracer(ALWAYS), parent)).isEqualTo("in");
        assertThat(receive(tracer(NEVER), parent)).isNull();
    }

    @Test
    void makesNothingForWhatNoRequestAskedFor() {
        assertThat(send(tracer(ALWAYS))).isNull();
    }

    /** Quarkus refuses to give locals of a context that many share. */
    @Test
    void asksForNoLocalsOfASharedContext() {
        Context shared = vertx.getOrCreateContext();
        shared.putLocal(SparseTracer.class.getName(), "somebody else's");
        assertThat(send(tracer(ALWAYS), shared)).isNull();
    }

    private void serve(SparseTracer<String, String> tracer, String parent) {
        String in = receive(tracer, parent);
        String out = send(tracer);
        tracer.receiveResponse(context, "", out, null, TagExtractor.empty());
        tracer.sendResponse(context, "", in, null, TagExtractor.empty());
    }

    private @Nullable String receive(SparseTracer<String, String> tracer, String parent) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!parent.isEmpty()) {
            headers.set("TraceParent", parent);
        }
        return tracer.receiveRequest(
                context, SpanKind.RPC, TracingPolicy.ALWAYS, "", "GET", headers, TagExtractor.empty());
    }

    private @Nullable String send(SparseTracer<String, String> tracer) {
        return send(tracer, context);
    }

    private @Nullable String send(SparseTracer<String, String> tracer, Context from) {
        return tracer.sendRequest(
                from, SpanKind.RPC, TracingPolicy.ALWAYS, "", "POST", (n, v) -> {}, TagExtractor.empty());
    }

    private SparseTracer<String, String> tracer(int oneIn) {
        return new SparseTracer<>(new Told(), oneIn);
    }

    private final class Told implements VertxTracer<String, String> {
        @Override
        public <R> String receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            return told("in");
        }

        @Override
        public <R> void sendResponse(
                Context context, R response, String span, @Nullable Throwable failure, TagExtractor<R> tags) {
            said.add(span + " ends");
        }

        @Override
        public <R> String sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            return told("out");
        }

        @Override
        public <R> void receiveResponse(
                Context context, R response, String span, @Nullable Throwable failure, TagExtractor<R> tags) {
            said.add(span + " ends");
        }

        private String told(String span) {
            said.add(span);
            return span;
        }
    }
}
