package io.pharos.alert.routing;

import io.pharos.alert.rules.RuleFileException;
import io.pharos.model.TenantId;
import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** All tenants' routings, in memory; what other replicas change is seen within seconds, and a database that is away changes nothing. */
@Singleton
@Startup
public final class Routings {
    private static final Logger LOG = Logger.getLogger(Routings.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private record Known(long revision, SortedMap<TenantId, Routing> routings) {}

    private volatile Known known = new Known(-1, Collections.emptySortedMap());
    private final RoutingStore store;
    private final AlertmanagerReload reload;
    private final Poll poll;

    Routings(RoutingStore store, AlertmanagerReload reload) {
        this.store = store;
        this.reload = reload;
        this.poll = Poll.start("routings", () -> {
            refresh();
            return PAUSE;
        });
    }

    public Optional<Routing> find(TenantId tenant) {
        return Optional.ofNullable(known.routings().get(tenant));
    }

    /** Looks for changes at once. */
    void refresh() {
        if (known.revision() < 0) {
            store.sealAll();
        }
        long revision = store.revision();
        if (revision != known.revision()) {
            SortedMap<TenantId, Routing> all = parsed(store.current());
            known = new Known(revision, all);
            reload.ensure(all);
        }
    }

    /** Reads what was stored; what an older release took and this one does not is left out, and said. */
    static SortedMap<TenantId, Routing> parsed(List<RoutingStore.Version> versions) {
        SortedMap<TenantId, Routing> all = new TreeMap<>();
        for (RoutingStore.Version version : versions) {
            try {
                all.put(version.tenant(), RoutingParser.parse(version.content() == null ? "" : version.content()));
            } catch (RuleFileException e) {
                LOG.errorf("tenant=%s: stored routing is refused: %s", version.tenant(), e.getMessage());
            }
        }
        return all;
    }

    @PreDestroy
    void close() {
        poll.close();
    }
}
