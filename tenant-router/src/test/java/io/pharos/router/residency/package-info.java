/** Policies on where data may lie, and moves. */
@NullMarked
package io.pharos.router.residency;

import org.jspecify.annotations.NullMarked;
