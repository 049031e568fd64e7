package io.pharos.router.directory;

import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.Tenant;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directory as one snapshot with its revision. */
@Singleton
class DirectoryStore {
    private static final String REVISION = "select revision from directory_revision";
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read read only";

    private final TenantStore tenants;
    private final EngineStore engines;
    private final RevocationStore revocations;

    DirectoryStore(TenantStore tenants, EngineStore engines, RevocationStore revocations) {
        this.tenants = tenants;
        this.engines = engines;
        this.revocations = revocations;
    }

    long revision(Session session) {
        return session.first(REVISION, row -> row.getLong("revision")).orElseThrow();
    }

    /**
     * Everything as it was at one moment; within a transaction of its own. Of the tenants, which are many, only those are
     * read that changed since {@code before}, where that is an earlier state of the same database.
     */
    DirectorySnapshot snapshot(Session session, DirectorySnapshot before, Instant now) {
        session.change(ONE_MOMENT);
        long revision = revision(session);
        DirectorySnapshot known = before.revision() <= revision ? before : DirectorySnapshot.EMPTY;
        List<Engine> all = engines.all(session).stream().map(EngineView::engine).toList();
        return new DirectorySnapshot(revision, now, tenants(session, known), all, revocations.live(session, now));
    }

    private List<Tenant> tenants(Session session, DirectorySnapshot known) {
        Map<String, Tenant> byId = new TreeMap<>();
        known.tenants().forEach(tenant -> byId.put(tenant.id().value(), tenant));
        tenants.removedSince(session, known.revision()).forEach(byId::remove);
        tenants.changedSince(session, known.revision())
                .forEach(tenant -> byId.put(tenant.id().value(), tenant));
        return List.copyOf(byId.values());
    }
}
