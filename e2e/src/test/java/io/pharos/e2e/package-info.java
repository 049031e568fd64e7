/** What the running suite must hold, seen from outside. */
@NullMarked
package io.pharos.e2e;

import org.jspecify.annotations.NullMarked;
