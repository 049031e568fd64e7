/** Prepaid credit: which wallet pays first, and how much. */
@NullMarked
package io.pharos.billing.wallet;

import org.jspecify.annotations.NullMarked;
