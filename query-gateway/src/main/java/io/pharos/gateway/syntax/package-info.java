/** Expressions shown as text and as trees, in the JSON of Prometheus 3. Pure. */
@NullMarked
package io.pharos.gateway.syntax;

import org.jspecify.annotations.NullMarked;
