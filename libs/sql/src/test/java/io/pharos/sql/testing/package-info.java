/** PostgreSQL for tests, as the suite has it. */
@NullMarked
package io.pharos.sql.testing;

import org.jspecify.annotations.NullMarked;
