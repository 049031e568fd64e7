/** A syntax tree to text: canonical, pretty, or as Prometheus's JSON. */
@NullMarked
package io.pharos.promql.print;

import org.jspecify.annotations.NullMarked;
