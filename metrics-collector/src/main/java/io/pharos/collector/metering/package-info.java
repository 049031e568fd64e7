/** Usage that is not counted request by request: active series, by the hour. */
@NullMarked
package io.pharos.collector.metering;

import org.jspecify.annotations.NullMarked;
