/** Who is told of which alerts: a tenant's own routes and receivers, and one Alertmanager's configuration made of those of many tenants. Start at {@link io.pharos.alert.routing.RoutingParser}. */
@NullMarked
package io.pharos.alert.routing;

import org.jspecify.annotations.NullMarked;
