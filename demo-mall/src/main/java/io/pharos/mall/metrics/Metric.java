package io.pharos.mall.metrics;

/** A family of series that can write itself out. */
sealed interface Metric permits Counter, Gauge, Histogram {
    void writeTo(Exposition out);
}
