/** What a shop is and what its customers do: prices, tiers, the rhythm of the day. Pure, no I/O. */
@NullMarked
package io.pharos.mall.shop;

import org.jspecify.annotations.NullMarked;
