/** How many requests a user may make in any second, held across all gateways by Redis. */
@NullMarked
package io.pharos.gateway.quota;

import org.jspecify.annotations.NullMarked;
