/** Writing to a tenant's time-series database: {@link io.pharos.tsdb.write.TenantWriter} is the only way. */
@NullMarked
package io.pharos.tsdb.write;

import org.jspecify.annotations.NullMarked;
