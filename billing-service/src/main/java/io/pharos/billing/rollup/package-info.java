/** Hours of usage, added up from their events by one runner, and compared with them. */
@NullMarked
package io.pharos.billing.rollup;

import org.jspecify.annotations.NullMarked;
