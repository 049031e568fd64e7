/** Billing time: periods, calendars anchored at a day, and the share of a period that was used. */
@NullMarked
package io.pharos.billing.period;

import org.jspecify.annotations.NullMarked;
