/** Dual track: an old and a new way of rating side by side, compared to the cent, ramped, and taken back by one command. */
@NullMarked
package io.pharos.billing.track;

import org.jspecify.annotations.NullMarked;
