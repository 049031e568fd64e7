/** Queries made at random from their grammar, for the properties that must hold for every one. */
@NullMarked
package io.pharos.promql.generate;

import org.jspecify.annotations.NullMarked;
