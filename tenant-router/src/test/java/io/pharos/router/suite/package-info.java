/** The router as a whole, with a real PostgreSQL behind it. */
@NullMarked
package io.pharos.router.suite;

import org.jspecify.annotations.NullMarked;
