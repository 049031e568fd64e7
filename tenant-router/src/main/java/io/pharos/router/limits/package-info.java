/** Rates and concurrency, bounded in memory. */
@NullMarked
package io.pharos.router.limits;

import org.jspecify.annotations.NullMarked;
