/** By which plan a tenant pays, changes of plan, coupons, and what the period has cost so far. */
@NullMarked
package io.pharos.billing.subscription;

import org.jspecify.annotations.NullMarked;
