/** Series descriptions, the notation that rule tests give their data in. */
@NullMarked
package io.pharos.promql.series;

import org.jspecify.annotations.NullMarked;
