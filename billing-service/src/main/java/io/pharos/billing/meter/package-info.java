/** Metering: events to quantities; a pure recomputation that gives the same for any order and repetition of the events. */
@NullMarked
package io.pharos.billing.meter;

import org.jspecify.annotations.NullMarked;
