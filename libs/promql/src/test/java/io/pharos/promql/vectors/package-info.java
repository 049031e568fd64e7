/** Our parser against Prometheus's own test cases, which lie outside of the project and may be missing. */
@NullMarked
package io.pharos.promql.vectors;

import org.jspecify.annotations.NullMarked;
