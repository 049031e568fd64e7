/** The wall on real engines: what a tenant gets from a shared one is what it would get from one of its own. */
@NullMarked
package io.pharos.promql.isolation;

import org.jspecify.annotations.NullMarked;
