/** Hours, and the nightly look at them. */
@NullMarked
package io.pharos.billing.rollup;

import org.jspecify.annotations.NullMarked;
