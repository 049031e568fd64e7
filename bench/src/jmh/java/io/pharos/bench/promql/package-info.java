/** How fast queries pass the tenant wall, and what they allocate. */
@NullMarked
package io.pharos.bench.promql;

import org.jspecify.annotations.NullMarked;
