package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String GIVEN = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void passesOnWhatTheRequestBrings() {
        TraceParent trace = TraceParent.of(SpanContext.getInvalid(), GIVEN);
        assertThat(trace.value()).isEqualTo(GIVEN);
        assertThat(trace.traceId()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN,
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-" + SPAN + "-01\r\nX-Tenant-ID: b"
            })
    void makesOneWhereTheRequestBringsNone(String header) {
        TraceParent trace = TraceParent.of(SpanContext.getInvalid(), header);
        assertThat(trace.value()).isNotEqualTo(header).matches(TraceParent::isValid);
    }

    @Test
    void prefersOurOwnSpan() {
        SpanContext span = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
        assertThat(TraceParent.of(span, null).value()).isEqualTo(GIVEN);
    }
}
