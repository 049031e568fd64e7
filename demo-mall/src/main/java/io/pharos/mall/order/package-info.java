/** Taking an order: stock first, then the record; one by HTTP or many in one statement. */
@NullMarked
package io.pharos.mall.order;

import org.jspecify.annotations.NullMarked;
