/** Engines for tests: a real Prometheus, and one that misbehaves on demand. */
@NullMarked
package io.pharos.collector.engines;

import org.jspecify.annotations.NullMarked;
