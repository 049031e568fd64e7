/** Which engine knows what: a query is checked against the engine that it is meant for before it is sent there. */
@NullMarked
package io.pharos.promql.dialect;

import org.jspecify.annotations.NullMarked;
