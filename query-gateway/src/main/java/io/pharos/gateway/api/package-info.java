/** The Prometheus query API: which paths there are, and the way of a request through the gateway. */
@NullMarked
package io.pharos.gateway.api;

import org.jspecify.annotations.NullMarked;
