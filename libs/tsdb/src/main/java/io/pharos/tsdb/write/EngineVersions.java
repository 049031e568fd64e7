package io.pharos.tsdb.write;

import io.pharos.model.Dialect;
import io.pharos.tenancy.directory.Engine;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which version of remote write each engine reads: 2.0 where its dialect says so, until the engine itself says that it
 * does not; then 1.0 for a while.
 */
final class EngineVersions {
    private static final Duration BELIEVED = Duration.ofMinutes(10);

    private final Map<Engine, Long> refusedAt = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    EngineVersions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    WriteVersion of(Engine engine) {
        if (!reads2(engine.dialect())) {
            return WriteVersion.V1;
        }
        Long refused = refusedAt.get(engine);
        boolean believed = refused != null && nanoTime.getAsLong() - refused < BELIEVED.toNanos();
        return believed ? WriteVersion.V1 : WriteVersion.V2;
    }

    void refused2(Engine engine) {
        refusedAt.keySet().removeIf(known -> known.id().equals(engine.id()));
        refusedAt.put(engine, nanoTime.getAsLong());
    }

    /** Mimir and VictoriaMetrics read it in some versions only, which their dialects do not tell. */
    private static boolean reads2(Dialect dialect) {
        return dialect.isPrometheusSince(3, 0);
    }
}
