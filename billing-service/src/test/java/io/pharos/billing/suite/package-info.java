/** The service as a whole, over HTTP and against a real PostgreSQL. */
@NullMarked
package io.pharos.billing.suite;

import org.jspecify.annotations.NullMarked;
