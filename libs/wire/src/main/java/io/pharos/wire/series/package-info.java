/** What is known of each series of a labelled request without decoding it again: identity, place, times. */
@NullMarked
package io.pharos.wire.series;

import org.jspecify.annotations.NullMarked;
