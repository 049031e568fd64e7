/** Bytes to tokens, exactly as Prometheus cuts them. */
@NullMarked
package io.pharos.promql.lex;

import org.jspecify.annotations.NullMarked;
