package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory as last pulled from tenant-router: answers from memory, however long the router is away. */
public final class CachedTenantDirectory implements TenantDirectory {
    /** The age of a directory that never came. */
    public static final Duration NEVER = Duration.ofDays(36_500);

    private record Known(DirectoryIndex index, Instant confirmedAt) {}

    private final Clock clock;
    private volatile @Nullable Known known;

    public CachedTenantDirectory(Clock clock) {
        this.clock = clock;
    }

    /** Takes over what the source says now. */
    public void accept(DirectorySnapshot snapshot) {
        known = new Known(new DirectoryIndex(snapshot), clock.instant());
    }

    /** The source says that nothing has changed. */
    public void confirm() {
        Known now = known;
        if (now != null) {
            known = new Known(now.index, clock.instant());
        }
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

    /** None before the first load: then no tenant is served either, and no administrative act is let through. */
    @Override
    public Revocations revocations() {
        Known now = known;
        return now == null ? Revocations.NONE : now.index.snapshot().revocations();
    }

    @Override
    public Duration age() {
        Known now = known;
        return now == null ? NEVER : Duration.between(now.confirmedAt, clock.instant());
    }

    @Override
    public long revision() {
        Known now = known;
        return now == null
                ? DirectorySnapshot.EMPTY.revision()
                : now.index.snapshot().revision();
    }

    private DirectoryIndex index() {
        Known now = known;
        if (now == null) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "directory.not-loaded",
                            "This service does not know the tenants yet; send the request again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return now.index;
    }
}
