/** Resellers with customers of their own: who may look at whom, and what part of the revenue is whose. */
@NullMarked
package io.pharos.billing.partner;

import org.jspecify.annotations.NullMarked;
