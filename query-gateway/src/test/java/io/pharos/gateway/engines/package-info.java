/** Real engines for tests: Redis and Prometheus as processes on free ports. */
@NullMarked
package io.pharos.gateway.engines;

import org.jspecify.annotations.NullMarked;
