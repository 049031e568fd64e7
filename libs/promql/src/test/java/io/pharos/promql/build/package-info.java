@NullMarked
package io.pharos.promql.build;

import org.jspecify.annotations.NullMarked;
