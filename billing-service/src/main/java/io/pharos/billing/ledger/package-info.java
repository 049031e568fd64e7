/** Double entry: every movement of money twice, in sum zero, held by a constraint of the database. */
@NullMarked
package io.pharos.billing.ledger;

import org.jspecify.annotations.NullMarked;
