/** Billing under load and kills: what is billed is what was used, to the unit. */
@NullMarked
package io.pharos.e2e.billing;

import org.jspecify.annotations.NullMarked;
