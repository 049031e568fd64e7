/** Batches that wait on disk for an engine that is away. */
@NullMarked
package io.pharos.tsdb.queue;

import org.jspecify.annotations.NullMarked;
