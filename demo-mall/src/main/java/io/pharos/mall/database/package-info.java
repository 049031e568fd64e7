/** The way to PostgreSQL, and how it can be spoilt. */
@NullMarked
package io.pharos.mall.database;

import org.jspecify.annotations.NullMarked;
