/** Reading a tenant's time-series database: {@link io.pharos.tsdb.read.TenantReader} is the only way. */
@NullMarked
package io.pharos.tsdb.read;

import org.jspecify.annotations.NullMarked;
