package io.pharos.alert.routing;

import io.pharos.alert.notify.Destination;
import io.pharos.alert.notify.Destinations;
import io.pharos.alert.routing.RoutingStore.Version;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What tenants do to their routings: a change is stored and in force, or neither. */
@Singleton
class RoutingChanges {
    private static final int KEPT_VERSIONS = 50;

    private final RoutingStore store;
    private final Routings routings;
    private final AlertmanagerReload reload;
    private final Destinations destinations;

    RoutingChanges(RoutingStore store, Routings routings, AlertmanagerReload reload, Destinations destinations) {
        this.store = store;
        this.routings = routings;
        this.reload = reload;
        this.destinations = destinations;
    }

    /** Makes that text the tenant's routing; null deletes it. */
    Version change(TenantId tenant, @Nullable String content, String by) {
        if (destinations.of(tenant) instanceof Destination.Alertmanagers members && !members.shared()) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "notify.own-alertmanager",
                    "The tenant has Alertmanagers of its own: their routes are edited there.");
        }
        Version changed = store.alone(session -> {
            Version added = store.add(session, tenant, content, by, KEPT_VERSIONS);
            reload.ensure(Routings.parsed(store.current(session)));
            return added;
        });
        routings.refresh();
        return changed;
    }
}
