/** Tests of rules, in the files of {@code promtool test rules}, by the engine's own evaluation on a throw-away Prometheus. Start at {@link io.pharos.alert.unittest.RulesTest}. */
@NullMarked
package io.pharos.alert.unittest;

import org.jspecify.annotations.NullMarked;
