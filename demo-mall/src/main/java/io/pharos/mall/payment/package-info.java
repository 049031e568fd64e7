/** From the attempt at a gateway to the call-back, and the log of all of it. */
@NullMarked
package io.pharos.mall.payment;

import org.jspecify.annotations.NullMarked;
