package io.pharos.wire.otlp;

import io.pharos.wire.text.MetricType;

/** What a metric of OpenTelemetry is in Prometheus; a sum that can fall is a gauge there. */
enum MetricKind {
    GAUGE(MetricType.GAUGE),
    COUNTER(MetricType.COUNTER),
    FALLING_SUM(MetricType.GAUGE),
    HISTOGRAM(MetricType.HISTOGRAM),
    SUMMARY(MetricType.SUMMARY);

    private final MetricType type;

    MetricKind(MetricType type) {
        this.type = type;
    }

    MetricType type() {
        return type;
    }
}
