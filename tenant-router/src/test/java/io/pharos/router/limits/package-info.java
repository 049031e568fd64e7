/** Rates and concurrency. */
@NullMarked
package io.pharos.router.limits;

import org.jspecify.annotations.NullMarked;
