/** Money that comes in and goes back: providers' notices verified, matched to invoices, booked, each once. */
@NullMarked
package io.pharos.billing.payment;

import org.jspecify.annotations.NullMarked;
