/** When groups are evaluated: slots that are spread over the interval and stay the same over restarts. */
@NullMarked
package io.pharos.alert.schedule;

import org.jspecify.annotations.NullMarked;
