/**
 * Which series each tenant writes: counted exactly in bounded memory, held to its limits, looked at once when new, and
 * summed up for billing and for people who want to know where their series come from.
 */
@NullMarked
package io.pharos.tsdb.series;

import org.jspecify.annotations.NullMarked;
