package io.pharos.tenancy.directory;

import io.pharos.model.Environment;
import java.util.Map;
import java.util.TreeMap;

/** Where one environment of one tenant lives: the engine, with its templates filled in. */
public record EngineRoute(Tenant tenant, Environment environment, Engine engine) {
    /**
     * Whether the series here carry the label {@code env}: in every environment but prod, and in prod too where another
     * environment of the tenant lies in the same engine. Who writes and who reads both go by this.
     */
    public boolean environmentLabelled() {
        return !environment.equals(Environment.PROD) || environmentsInEngine() > 1;
    }

    private long environmentsInEngine() {
        return tenant.environments().values().stream()
                .filter(engine.id()::equals)
                .count();
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
