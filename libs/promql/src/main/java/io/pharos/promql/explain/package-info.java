/** Tells what a query does, step by step, in sentences. Start at {@link io.pharos.promql.explain.Explanation}. */
@NullMarked
package io.pharos.promql.explain;

import org.jspecify.annotations.NullMarked;
