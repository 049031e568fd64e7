package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A snapshot of the directory, arranged for looking up. */
public final class DirectoryIndex {
    private final DirectorySnapshot snapshot;
    private final Map<TenantId, Tenant> tenants;
    private final Map<String, Engine> engines;

    public DirectoryIndex(DirectorySnapshot snapshot) {
        this.snapshot = snapshot;
        this.tenants =
                snapshot.tenants().stream().collect(Collectors.toUnmodifiableMap(Tenant::id, Function.identity()));
        this.engines =
                snapshot.engines().stream().collect(Collectors.toUnmodifiableMap(Engine::id, Function.identity()));
    }

    public DirectorySnapshot snapshot() {
        return snapshot;
    }

    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    /** The tenant, or a problem NOT_FOUND. */
    public Tenant tenant(TenantId id) {
        Tenant tenant = tenants.get(id);
        if (tenant == null) {
            throw Problem.of(Kind.NOT_FOUND, "tenant.not-found", "There is no tenant of that name.");
        }
        return tenant;
    }

    /** The engine of a tenant's environment, or a problem NOT_FOUND that names what is missing. */
    public EngineRoute route(TenantId id, Environment environment) {
        Tenant tenant = tenant(id);
        String engineId = tenant.engineOf(environment)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "tenant.environment-not-found",
                        "The tenant has no environment '" + environment + "'; it has "
                                + tenant.environments().keySet() + "."));
        Engine engine = engines.get(engineId);
        if (engine == null) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "directory.engine-not-found",
                    "The directory names an engine for this environment that it does not hold; tell the operator.");
        }
        return new EngineRoute(tenant, environment, engine, engines);
    }
}
