/** What an invoice was computed from, hour by hour: chained, signed, and enough to compute it anew elsewhere. */
@NullMarked
package io.pharos.billing.statement;

import org.jspecify.annotations.NullMarked;
