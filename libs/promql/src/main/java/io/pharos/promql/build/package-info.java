/**
 * Queries as a low-code editor has them: a start and a list of steps. {@link io.pharos.promql.build.BuilderQuery}
 * becomes PromQL, {@link io.pharos.promql.build.BuilderReader} goes the other way and says what does not fit,
 * {@link io.pharos.promql.build.BuilderTree} is the form that any JSON library can carry.
 */
@NullMarked
package io.pharos.promql.build;

import org.jspecify.annotations.NullMarked;
