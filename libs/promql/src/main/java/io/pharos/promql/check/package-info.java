/** The rules that a well-formed query still has to keep: types, arities, labels, and the table of functions. */
@NullMarked
package io.pharos.promql.check;

import org.jspecify.annotations.NullMarked;
