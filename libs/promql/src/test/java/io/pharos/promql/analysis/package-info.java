@NullMarked
package io.pharos.promql.analysis;

import org.jspecify.annotations.NullMarked;
