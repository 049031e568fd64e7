/** Spare capacity that is sold for a time: a catalogue with stock, leases, and their switching on and off. */
@NullMarked
package io.pharos.billing.capacity;

import org.jspecify.annotations.NullMarked;
