/** Metrics as text, pushed: Prometheus's format and OpenMetrics. */
@NullMarked
package io.pharos.collector.text;

import org.jspecify.annotations.NullMarked;
