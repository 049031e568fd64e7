@NullMarked
package io.pharos.promql.explain;

import org.jspecify.annotations.NullMarked;
