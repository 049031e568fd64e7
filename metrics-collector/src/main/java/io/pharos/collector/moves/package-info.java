/** Tenants on the move between engines: whether both sides hold the same. */
@NullMarked
package io.pharos.collector.moves;

import org.jspecify.annotations.NullMarked;
