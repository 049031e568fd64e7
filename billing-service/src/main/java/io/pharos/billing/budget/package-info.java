/** Budgets: thresholds, the day on which one will be used up, and caps that hold a tenant to it. */
@NullMarked
package io.pharos.billing.budget;

import org.jspecify.annotations.NullMarked;
