/** Evaluating a group: ask, decide, write, tell. Start at {@link io.pharos.alert.run.GroupEvaluation}. */
@NullMarked
package io.pharos.alert.run;

import org.jspecify.annotations.NullMarked;
