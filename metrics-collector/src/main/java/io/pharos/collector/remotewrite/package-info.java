/** Prometheus remote write, 1.0 and 2.0. */
@NullMarked
package io.pharos.collector.remotewrite;

import org.jspecify.annotations.NullMarked;
