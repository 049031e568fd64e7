/** PostgreSQL with deadlines and transactions, for the stores. */
@NullMarked
package io.pharos.router.database;

import org.jspecify.annotations.NullMarked;
