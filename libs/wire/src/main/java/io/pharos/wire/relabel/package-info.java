/** Relabelling of series and alerts, as Prometheus has it. */
@NullMarked
package io.pharos.wire.relabel;

import org.jspecify.annotations.NullMarked;
