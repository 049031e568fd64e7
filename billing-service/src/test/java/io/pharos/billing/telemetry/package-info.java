/** What a tenant finds of its bill in its own database. */
@NullMarked
package io.pharos.billing.telemetry;

import org.jspecify.annotations.NullMarked;
