/** The budget of samples that a plan gives a tenant for a day: reserved by estimate, settled by what was read. */
@NullMarked
package io.pharos.gateway.cost;

import org.jspecify.annotations.NullMarked;
