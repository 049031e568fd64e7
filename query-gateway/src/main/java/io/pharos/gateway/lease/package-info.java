/** The leased cache: a tenant's own corner of the suite's Redis, within what its plan leases. */
@NullMarked
package io.pharos.gateway.lease;

import org.jspecify.annotations.NullMarked;
