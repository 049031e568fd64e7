/** The append-only record of administrative acts. */
@NullMarked
package io.pharos.tenancy.audit;

import org.jspecify.annotations.NullMarked;
