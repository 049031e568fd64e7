/** The text formats in which metrics are shown and pushed: Prometheus 0.0.4 and OpenMetrics 1.0. */
@NullMarked
package io.pharos.wire.text;

import org.jspecify.annotations.NullMarked;
