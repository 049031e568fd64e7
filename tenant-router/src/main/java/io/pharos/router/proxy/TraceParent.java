package io.pharos.router.proxy;

import io.opentelemetry.api.trace.SpanContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to, as W3C Trace Context writes it; made here where the request brings none. */
record TraceParent(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NO_TRACE = "00000000000000000000000000000000";
    private static final String NO_SPAN = "0000000000000000";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Our own span where tracing is on, else what the request brings, else a new one. */
    static TraceParent of(SpanContext span, @Nullable String header) {
        if (span.isValid()) {
            String flags = span.getTraceFlags().asHex();
            return new TraceParent("00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + flags);
        }
        return header != null && isValid(header) ? new TraceParent(header) : random();
    }

    String traceId() {
        return value.substring(3, 35);
    }

    static boolean isValid(String header) {
        return FORM.matcher(header).matches()
                && !header.startsWith("ff")
                && !header.startsWith(NO_TRACE, 3)
                && !header.startsWith(NO_SPAN, 36);
    }

    private static TraceParent random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return new TraceParent("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-00");
    }
}
