/** Stock: counted in Redis, recorded in PostgreSQL. */
@NullMarked
package io.pharos.mall.stock;

import org.jspecify.annotations.NullMarked;
