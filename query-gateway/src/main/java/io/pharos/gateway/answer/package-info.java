/** What the gateway itself answers: Prometheus's JSON, for data and for refusals. */
@NullMarked
package io.pharos.gateway.answer;

import org.jspecify.annotations.NullMarked;
