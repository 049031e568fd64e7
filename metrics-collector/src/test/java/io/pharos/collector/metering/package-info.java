/** Active series by the hour. */
@NullMarked
package io.pharos.collector.metering;

import org.jspecify.annotations.NullMarked;
