/** What rules would have done: the production state machine over what the tenant's engine still remembers. Start at {@link io.pharos.alert.backtest.Replay}. */
@NullMarked
package io.pharos.alert.backtest;

import org.jspecify.annotations.NullMarked;
