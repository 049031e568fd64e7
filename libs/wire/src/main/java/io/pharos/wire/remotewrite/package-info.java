/** Remote write 1.0: one walk over the encoded request that checks, counts and puts the tenant's labels in. */
@NullMarked
package io.pharos.wire.remotewrite;

import org.jspecify.annotations.NullMarked;
