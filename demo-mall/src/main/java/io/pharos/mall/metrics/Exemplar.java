package io.pharos.mall.metrics;

import java.time.Instant;

/** One traced event that a counter counted. */
record Exemplar(String traceId, double value, Instant at) {}
