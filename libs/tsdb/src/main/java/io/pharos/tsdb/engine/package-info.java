/** The HTTP client of each engine, with its own breaker and its own bound on requests at once. */
@NullMarked
package io.pharos.tsdb.engine;

import org.jspecify.annotations.NullMarked;
