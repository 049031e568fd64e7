/** Rating: quantities to prices, exact and unrounded, each with its arithmetic in words. */
@NullMarked
package io.pharos.billing.rating;

import org.jspecify.annotations.NullMarked;
