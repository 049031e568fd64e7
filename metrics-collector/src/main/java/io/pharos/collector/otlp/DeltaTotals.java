package io.pharos.collector.otlp;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.wire.otlp.Deltas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What tenants' series of delta temporality add up to here, for each tenant's environment by itself. */
@Singleton
final class DeltaTotals {
    private final Map<String, Deltas> totals = new ConcurrentHashMap<>();
    private final OtlpConfig config;

    @Inject
    DeltaTotals(OtlpConfig config) {
        this.config = config;
    }

    /** Null where delta temporality is refused. */
    Deltas.@Nullable Request begin(EngineRoute route) {
        return switch (config.delta()) {
            case REFUSE -> null;
            case CONVERT ->
                totals.computeIfAbsent(
                                route.tenant().id() + "/" + route.environment(),
                                key -> new Deltas(
                                        config.maxDeltaSeries(),
                                        config.deltaIdle().toMillis()))
                        .begin();
        };
    }
}
