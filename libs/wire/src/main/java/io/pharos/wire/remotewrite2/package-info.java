/** Remote write 2.0: one walk that checks, counts and labels, and writes 2.0 or, for older engines, 1.0. */
@NullMarked
package io.pharos.wire.remotewrite2;

import org.jspecify.annotations.NullMarked;
