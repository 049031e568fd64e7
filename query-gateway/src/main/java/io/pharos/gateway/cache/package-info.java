/** Keeps results of range queries in Redis, by pieces, so that a window that moves asks its engine for its new edge. */
@NullMarked
package io.pharos.gateway.cache;

import org.jspecify.annotations.NullMarked;
