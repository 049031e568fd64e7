/** What a shop shows of itself to its tenant's Prometheus. */
@NullMarked
package io.pharos.mall.metrics;

import org.jspecify.annotations.NullMarked;
