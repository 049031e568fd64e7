package io.pharos.tsdb.write;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.json.PharosModule;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.SeriesRuleBook;
import io.pharos.wire.card.CardGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

/** What writes are held against in tests. */
final class Held {
    private Held() {}

    static Gates gates() {
        return gates(CardGuard.REFUSE, ReplicaChoice.ALL, 1);
    }

    static Gates gates(CardGuard cards, ReplicaChoice replicas, int collectors) {
        Clock clock = Clock.systemUTC();
        ActiveSeries series = new ActiveSeries(clock, new SimpleMeterRegistry());
        return new Gates(series, SeriesRuleBook.EMPTY, replicas, cards, collectors, clock);
    }

    /** The tenant acme, in an engine that is not there, with these limits on writes. */
    static EngineRoute route(String limits) {
        return route(limits, "http://127.0.0.1:1");
    }

    /** The same in an engine that is there. */
    static EngineRoute route(String limits, String url) {
        Engine engine = new Engine(
                "shared",
                EngineKind.PROMETHEUS,
                Dialect.parse("prometheus-2.42").orElseThrow(),
                url + "/api/v1/write",
                url,
                null,
                Map.of(),
                null);
        return new EngineRoute(tenant(limits), Environment.PROD, engine);
    }

    private static Tenant tenant(String limits) {
        String json = """
                {"id": "acme", "name": "acme", "environments": {"prod": "shared"}, "limits": {"ingest": %s}}""";
        try {
            return PharosModule.mapper().readValue(json.formatted(limits), Tenant.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
