package io.pharos.mall.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.mall.metrics.Exposition.Format;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.250Z");

    @Test
    void countersCarryTheirLastTraceInOpenMetrics() {
        Counter counter = new Counter("orders_total", "Orders.", "source");
        counter.add(1, "0af7651916cd43dd8448eb211c80319c", AT, "app");
        counter.add(2, "app");
        assertThat(text(counter, Format.OPENMETRICS)).isEqualTo("""
                        # TYPE orders counter
                        # HELP orders Orders.
                        orders_total{source="app"} 3 # {trace_id="0af7651916cd43dd8448eb211c80319c"} 1 1767225600.250
                        # EOF
                        """);
    }

    @Test
    void thePlainFormatHasNoExemplars() {
        Counter counter = new Counter("orders_total", "Orders.", "source");
        counter.add(1, "0af7651916cd43dd8448eb211c80319c", AT, "app");
        assertThat(text(counter, Format.PROMETHEUS)).isEqualTo("""
                        # TYPE orders_total counter
                        # HELP orders_total Orders.
                        orders_total{source="app"} 1
                        """);
    }

    @Test
    void labelValuesAreEscaped() {
        assertThat(Labels.one("a", "x\"y\\z\n").text()).isEqualTo("{a=\"x\\\"y\\\\z\\n\"}");
    }

    @Test
    void bucketsAreCumulative() {
        Histogram histogram = new Histogram("d_seconds", "Duration.");
        histogram.observe(0.02, 3);
        histogram.observe(20, 1);
        assertThat(text(histogram, Format.PROMETHEUS))
                .contains("d_seconds_bucket{le=\"0.01\"} 0\n")
                .contains("d_seconds_bucket{le=\"0.025\"} 3\n")
                .contains("d_seconds_bucket{le=\"+Inf\"} 4\n")
                .contains("d_seconds_count 4\n");
    }

    @Test
    void openMetricsIsGivenToThoseWhoAskForIt() {
        assertThat(Format.accepted("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                .isEqualTo(Format.OPENMETRICS);
        assertThat(Format.accepted("text/plain")).isEqualTo(Format.PROMETHEUS);
        assertThat(Format.accepted(null)).isEqualTo(Format.PROMETHEUS);
    }

    private static String text(Metric metric, Format format) {
        Exposition out = new Exposition(format);
        metric.writeTo(out);
        return out.end();
    }
}
