/** The engine of one replica: it knows the rules, shares the groups out, and runs those that are its. Start at {@link io.pharos.alert.engine.Engine}. */
@NullMarked
package io.pharos.alert.engine;

import org.jspecify.annotations.NullMarked;
