/** Who sells and who buys, as the law wants them on an invoice. */
@NullMarked
package io.pharos.billing.party;

import org.jspecify.annotations.NullMarked;
