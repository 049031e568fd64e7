/** What holds for every query, tried on generated ones. */
@NullMarked
package io.pharos.promql.property;

import org.jspecify.annotations.NullMarked;
