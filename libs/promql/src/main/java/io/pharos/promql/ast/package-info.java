/** The syntax tree: immutable records, each with the bytes of the query that it came from. */
@NullMarked
package io.pharos.promql.ast;

import org.jspecify.annotations.NullMarked;
