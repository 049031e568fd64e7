package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.DirectoryIndex;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory that the router itself decides by and hands to the other services: the last snapshot read from
 * PostgreSQL, which goes on serving while PostgreSQL is out of reach, and says how old it is. Stands in for the pulled
 * directory that every other service has.
 */
@Singleton
@Alternative
@Priority(1)
public class LocalDirectory implements TenantDirectory {
    private static final Duration NEVER = Duration.ofDays(36_500);

    private record Known(DirectoryIndex index, Instant confirmedAt) {}

    private final Database database;
    private final DirectoryStore store;
    private final Clock clock;
    private volatile @Nullable Known known;

    LocalDirectory(Database database, DirectoryStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** Reads the revision, and what has changed where that has. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        Known before = known;
        long revision = database.query(store::revision);
        if (before != null && before.index().snapshot().revision() == revision) {
            known = new Known(before.index(), now);
        } else {
            DirectorySnapshot last =
                    before == null ? DirectorySnapshot.EMPTY : before.index().snapshot();
            known = new Known(new DirectoryIndex(database.transact(s -> store.snapshot(s, last, now))), now);
        }
    }

    /** The snapshot that others pull. */
    public DirectorySnapshot snapshot() {
        return index().snapshot();
    }

    @Override
    public Tenant tenant(TenantId id) {
        return index().tenant(id);
    }

    @Override
    public List<Tenant> tenants() {
        return index().snapshot().tenants();
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return index().find(id);
    }

    @Override
    public EngineRoute route(TenantId id, Environment environment) {
        return index().route(id, environment);
    }

    @Override
    public Revocations revocations() {
        Known now = known;
        return now == null ? Revocations.NONE : now.index().snapshot().revocations();
    }

    @Override
    public Duration age() {
        Known now = known;
        return now == null ? NEVER : Duration.between(now.confirmedAt(), clock.instant());
    }

    @Override
    public long revision() {
        Known now = known;
        return now == null
                ? DirectorySnapshot.EMPTY.revision()
                : now.index().snapshot().revision();
    }

    private DirectoryIndex index() {
        Known now = known;
        if (now == null) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "directory.not-loaded",
                            "The directory is not loaded yet; send the request again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return now.index();
    }
}
