@NullMarked
package io.pharos.promql.dialect;

import org.jspecify.annotations.NullMarked;
