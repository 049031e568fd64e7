/** Invoices of tenants through their life: drafted, issued, corrected, taken back, and given out in every form. */
@NullMarked
package io.pharos.billing.invoicing;

import org.jspecify.annotations.NullMarked;
