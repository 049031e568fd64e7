/** PromQL as Prometheus 3 has it: read a query, check it, write it again. Start at {@link io.pharos.promql.PromqlParser}. */
@NullMarked
package io.pharos.promql;

import org.jspecify.annotations.NullMarked;
