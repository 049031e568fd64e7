package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.engines.RemoteWrite;
import io.pharos.gateway.suite.Asking;
import io.pharos.gateway.suite.Fleet;
import io.pharos.gateway.suite.ManyQueries;
import io.pharos.gateway.suite.OwnEngine;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Environment;
import io.pharos.model.Role;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.write.Payload;
import io.pharos.tsdb.write.Prepared;
import io.pharos.tsdb.write.TenantWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Through the gateway, where another tenant's data lies beside, a query says what it says to a Prometheus that holds this
 * tenant's data alone; and from the cache, whatever the window and however late samples come, what it says without.
 */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class SameAnswersTest {
    private static final long STEP = 30;
    private static final List<String> QUERIES = ManyQueries.all();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI gateway;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    PrometheusServer shared;

    @OwnEngine
    @SuppressWarnings("NullAway.Init")
    PrometheusServer own;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TenantWriter writer;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TenantDirectory directory;

    private final Fleet fleet = new Fleet(Map.of(), 3);
    private final Fleet labelled = new Fleet(Map.of("tenant_id", Surroundings.SOYLENT.value()), 3);
    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond() / STEP * STEP);

    /** One story, since the engines' data grows with it. */
    @Test
    void aQuerySaysTheSame() {
        assertThat(QUERIES).hasSizeGreaterThanOrEqualTo(500);
        new Fleet(Map.of("tenant_id", INITECH.value()), 1).sendAll(now.minusSeconds(7200), now, shared);
        write(List.of("a:1", "b:1"), now.minusSeconds(7200), now);
        write(List.of("c:1"), now.minusSeconds(7200), now.minusSeconds(3600));

        atOneTime();
        overTheWindow(5400, 1800);
        int kept = overTheWindow(5100, 1500);
        assertThat(kept).as("answered from the cache at least in part").isGreaterThan(QUERIES.size() / 2);

        // The third sender was away for an hour, and catches up: half of it before the next window, half after.
        write(List.of("c:1"), now.minusSeconds(3600), now.minusSeconds(1800));
        overTheWindow(4800, 900);
        write(List.of("c:1"), now.minusSeconds(1800), now);
        overTheWindow(4500, 0);
        overTheWindow(7000, 4000);
        assertThat(overTheWindow(4500, 0)).isGreaterThan(QUERIES.size() / 2);
    }

    private void atOneTime() {
        Asking through = through();
        Asking direct = Asking.of(URI.create(own.url()), Map.of());
        QUERIES.parallelStream()
                .forEach(query -> assertThat(Asking.comparable(through.instant(query, now.getEpochSecond())))
                        .as(query)
                        .isEqualTo(Asking.comparable(direct.instant(query, now.getEpochSecond()))));
    }

    /** Returns how many answers had a part that was kept. */
    private int overTheWindow(long from, long to) {
        Asking through = through();
        Asking direct = Asking.of(URI.create(own.url()), Map.of());
        long start = now.getEpochSecond() - from;
        long end = now.getEpochSecond() - to;
        return (int) QUERIES.parallelStream()
                .filter(query -> {
                    HttpResponse<String> answer = through.range(query, start, end, STEP);
                    assertThat(Asking.comparable(answer))
                            .as(query)
                            .isEqualTo(Asking.comparable(direct.range(query, start, end, STEP)));
                    String source = answer.headers().firstValue("X-Cache").orElse("");
                    return Stream.of("hit", "partial").anyMatch(source::equals);
                })
                .count();
    }

    private Asking through() {
        String token = router.issuer().tenantToken(Surroundings.SOYLENT, Role.ADMIN);
        return Asking.of(gateway, Map.of("X-Tenant-ID", "soylent", "Authorization", "Bearer " + token));
    }

    /** To the tenant's engine by the writer that every sender's samples pass, and as they are to the other one. */
    private void write(List<String> instances, Instant from, Instant to) {
        labelled.send(instances, from, to, own::write);
        EngineRoute route = directory.route(Surroundings.SOYLENT, Environment.PROD);
        fleet.send(instances, from, to, request -> store(route, request));
    }

    private void store(EngineRoute route, RemoteWrite request) {
        writer.prepare(route, Payload.remoteWrite1(request.body()))
                .compose(prepared -> writer.send(((Prepared.Ready) prepared).batch(), "test"))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
