package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where one environment of one tenant lives: the engine, with its templates filled in.
 *
 * @param engines the directory's engines by id, for what goes elsewhere by the tenant's policy
 */
public record EngineRoute(Tenant tenant, Environment environment, Engine engine, Map<String, Engine> engines) {
    /** The only engine that matters. */
    public EngineRoute(Tenant tenant, Environment environment, Engine engine) {
        this(tenant, environment, engine, Map.of(engine.id(), engine));
    }

    /**
     * Whether the series here carry the label {@code env}: in every environment but prod, and in prod too where another
     * environment of the tenant lies in the same engine. Who writes and who reads both go by this.
     */
    public boolean environmentLabelled() {
        return !environment.equals(Environment.PROD)
                || tenant.environments().size() > 1
                        && Collections.frequency(tenant.environments().values(), engine.id()) > 1;
    }

    /** The way to another of the tenant's environments; empty where the tenant or the directory has none. */
    public Optional<EngineRoute> to(Environment other) {
        return tenant.engineOf(other).flatMap(id -> through(other, id));
    }

    /** The way to the engine that this environment is moving to, where it is moving. */
    public Optional<EngineRoute> moving() {
        Move move = tenant.residency().moves().get(environment);
        return move == null ? Optional.empty() : through(environment, move.to());
    }

    private Optional<EngineRoute> through(Environment other, String engineId) {
        return Optional.ofNullable(engines.get(engineId)).map(found -> new EngineRoute(tenant, other, found, engines));
    }

    /** What forbids data of that mode to be put here; empty where nothing does. */
    public Optional<String> forbids(ResidencyMode mode) {
        TenantId owner = engine.owner();
        if (owner != null) {
            return owner.equals(tenant.id())
                    ? Optional.empty()
                    : Optional.of("the engine is another tenant's own store");
        }
        return switch (mode) {
            case CLOUD -> Optional.empty();
            case ENCRYPTED ->
                engine.writeUrl().startsWith("https://")
                        ? Optional.empty()
                        : Optional.of("the data may leave the tenant's own store by TLS only");
            case LOCAL -> Optional.of("the data may lie in the tenant's own store only, and the engine is not");
        };
    }

    /** Where samples are written. */
    public String writeUrl() {
        return Engine.fill(engine.writeUrl(), tenant.id(), environment);
    }

    /** The base of the query API, before {@code /api/v1/…}, without a slash at its end. */
    public String queryUrl() {
        return Engine.fill(engine.queryUrl(), tenant.id(), environment);
    }

    /** The headers that the engine wants, natively multi-tenant ones told the tenant. */
    public Map<String, String> headers() {
        Map<String, String> filled = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        engine.headers().forEach((name, value) -> filled.put(name, Engine.fill(value, tenant.id(), environment)));
        return filled;
    }
}
