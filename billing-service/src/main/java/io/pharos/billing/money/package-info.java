/** Money and rounding: minor units with a currency, and one stated place where a fraction goes. */
@NullMarked
package io.pharos.billing.money;

import org.jspecify.annotations.NullMarked;
