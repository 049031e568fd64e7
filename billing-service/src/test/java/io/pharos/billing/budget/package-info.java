/** Tests of budgets. */
@NullMarked
package io.pharos.billing.budget;

import org.jspecify.annotations.NullMarked;
