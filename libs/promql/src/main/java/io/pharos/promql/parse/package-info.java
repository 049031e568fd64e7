/** Tokens to a syntax tree, with Prometheus's words for what is wrong. */
@NullMarked
package io.pharos.promql.parse;

import org.jspecify.annotations.NullMarked;
