/** What a query reads, without running it: for quotas, caches and billing. Start at {@link io.pharos.promql.analysis.Analysis}. */
@NullMarked
package io.pharos.promql.analysis;

import org.jspecify.annotations.NullMarked;
