/** The life of alerts as a pure function: what is known, what was seen, and now give what is known next and what to do. Start at {@link io.pharos.alert.state.AlertMachine}. */
@NullMarked
package io.pharos.alert.state;

import org.jspecify.annotations.NullMarked;
