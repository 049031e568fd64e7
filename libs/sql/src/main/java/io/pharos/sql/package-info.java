/** PostgreSQL with deadlines and transactions, for the stores. */
@NullMarked
package io.pharos.sql;

import org.jspecify.annotations.NullMarked;
