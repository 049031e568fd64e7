/** The record of what people did to billing, in the transaction of the act. */
@NullMarked
package io.pharos.billing.audit;

import org.jspecify.annotations.NullMarked;
