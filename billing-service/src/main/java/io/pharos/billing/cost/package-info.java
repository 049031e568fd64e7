/** What serving each tenant costs: measured consumption of the suite's resources, shared out by usage. */
@NullMarked
package io.pharos.billing.cost;

import org.jspecify.annotations.NullMarked;
