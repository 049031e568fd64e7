/** Splitting an amount so that the parts are its sum, to the last minor unit. */
@NullMarked
package io.pharos.billing.allocation;

import org.jspecify.annotations.NullMarked;
