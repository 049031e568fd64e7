/** The life of an invoice as sealed states, and its totals; pure. */
@NullMarked
package io.pharos.billing.invoice;

import org.jspecify.annotations.NullMarked;
