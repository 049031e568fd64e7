/**
 * The tenant wall of queries. {@link io.pharos.promql.enforce.EnforcedQuery} and
 * {@link io.pharos.promql.enforce.EnforcedSelectors} can only be made by enforcement, so whatever takes one of them
 * cannot be handed a query that reads more than one tenant's series.
 */
@NullMarked
package io.pharos.promql.enforce;

import org.jspecify.annotations.NullMarked;
