/** Requests to write, whatever their protocol: admitted, taken in within bounds, answered with what became of them. */
@NullMarked
package io.pharos.collector.ingest;

import org.jspecify.annotations.NullMarked;
