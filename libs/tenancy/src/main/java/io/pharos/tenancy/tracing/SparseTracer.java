package io.pharos.tenancy.tracing;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans for requests that somebody follows, and for a few of the others. A sampler decides only after all that a
 * span would say has been gathered, which is a tenth of what a small request costs; here nothing is gathered. Logs name
 * the caller's trace all the same. The header is W3C Trace Context's {@code traceparent}.
 */
final class SparseTracer<I, O> implements VertxTracer<I, O> {
    private static final String PARENT = "traceparent";
    private static final String FOLLOWED = SparseTracer.class.getName();
    private static final int LENGTH = 55;

    private final VertxTracer<I, O> all;
    private final int oneIn;

    /** Without a trace of the caller's, one request in {@code oneIn} has spans. */
    SparseTracer(VertxTracer<I, O> all, int oneIn) {
        this.all = all;
        this.oneIn = oneIn;
    }

    @Override
    public <R> @Nullable I receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        String parent = parent(headers);
        if (!isFollowed(parent)) {
            if (parent != null && VertxContext.isDuplicatedContext(context)) {
                VertxMDC.INSTANCE.put("traceId", parent.substring(3, 35), context);
            }
            return null;
        }
        I span = all.receiveRequest(context, kind, policy, request, operation, headers, tags);
        if (span != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(FOLLOWED, span);
        }
        return span;
    }

    /** The caller's trace, or null where it names none that can be read. */
    private static @Nullable String parent(Iterable<Map.Entry<String, String>> headers) {
        String parent = headers instanceof MultiMap named ? named.get(PARENT) : null;
        return parent != null && parent.length() == LENGTH ? parent : null;
    }

    private boolean isFollowed(@Nullable String parent) {
        if (parent == null) {
            return ThreadLocalRandom.current().nextInt(oneIn) == 0;
        }
        int flags = Character.digit(parent.charAt(LENGTH - 1), 16);
        return flags > 0 && (flags & 1) == 1;
    }

    @Override
    public <R> void sendResponse(
            Context context, R response, @Nullable I span, @Nullable Throwable failure, TagExtractor<R> tags) {
        if (span != null) {
            all.sendResponse(context, response, span, failure, tags);
        }
    }

    @Override
    public <R> @Nullable O sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return isOfFollowed(context) ? all.sendRequest(context, kind, policy, request, operation, headers, tags) : null;
    }

    /** A context that is no request's own, as that of a timer, has no locals and may not be asked for them. */
    private static boolean isOfFollowed(Context context) {
        return VertxContext.isDuplicatedContext(context) && context.getLocal(FOLLOWED) != null;
    }

    @Override
    public <R> void receiveResponse(
            Context context, R response, @Nullable O span, @Nullable Throwable failure, TagExtractor<R> tags) {
        if (span != null) {
            all.receiveResponse(context, response, span, failure, tags);
        }
    }

    @Override
    public void close() {
        all.close();
    }
}
