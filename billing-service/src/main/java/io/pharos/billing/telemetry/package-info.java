/** A tenant's usage in the tenant's own database, so that it can graph its bill. */
@NullMarked
package io.pharos.billing.telemetry;

import org.jspecify.annotations.NullMarked;
