package io.pharos.router.directory;

import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

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

    /** Everything as it was at one moment; within a transaction of its own. */
    DirectorySnapshot snapshot(Session session, Instant now) {
        session.change(ONE_MOMENT);
        long revision = revision(session);
        List<Engine> all = engines.all(session).stream().map(EngineView::engine).toList();
        return new DirectorySnapshot(revision, now, tenants.all(session), all, revocations.live(session, now));
    }
}
