/** Results of range queries in pieces: read from Prometheus's JSON, cut by time, joined, and written again. */
@NullMarked
package io.pharos.gateway.matrix;

import org.jspecify.annotations.NullMarked;
