/** What is evaluated: labels, samples and durations as Prometheus has them. */
@NullMarked
package io.pharos.alert.series;

import org.jspecify.annotations.NullMarked;
