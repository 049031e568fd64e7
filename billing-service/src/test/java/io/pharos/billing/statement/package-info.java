/** A bill that its customer can compute again. */
@NullMarked
package io.pharos.billing.statement;

import org.jspecify.annotations.NullMarked;
