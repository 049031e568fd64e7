package io.pharos.collector.residency;

import static io.pharos.collector.suite.Surroundings.BANK;
import static io.pharos.collector.suite.Surroundings.MISROUTED;
import static io.pharos.collector.suite.Surroundings.STRAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.collector.engines.PrometheusServer;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.RecordedUsage;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.lineage.Flow;
import io.pharos.lineage.Hop;
import io.pharos.lineage.LineageStore;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.Unpacker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant's data goes where its policy says and nowhere else, to engines that know tenants in their own words. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class ResidencyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    PrometheusServer engine;
    FakeEngine own;
    FakeRouter router;

    @Inject
    RecordedUsage usage;

    @Inject
    LineageStore lineage;

    private final List<String> kept = new CopyOnWriteArrayList<>();

    @BeforeEach
    void ownStoreTakesAll() {
        answers(204);
    }

    private void answers(int status) {
        own.does(request -> request.bodyHandler(body -> {
            kept.add(plain(body.getBytes()));
            request.response().setStatusCode(status).end("because");
        }));
    }

    @Test
    void seriesThatMustStayGoToTheTenantsOwnStoreAndNowhereElse() {
        long now = System.currentTimeMillis();
        long before = usage.sum(BANK, "samples");
        as(BANK).write(new Body()
                        .sample(1, now, "__name__", "paid_here", "job", "payments")
                        .sample(2, now, "__name__", "orders_anywhere", "job", "shop"))
                .then()
                .statusCode(204);
        assertThat(kept)
                .singleElement()
                .asString()
                .contains("paid_here", "onprem")
                .doesNotContain("orders_anywhere");
        assertThat(found("orders_anywhere", now)).isEqualTo(1);
        assertThat(found("paid_here", now)).isZero();
        assertThat(usage.sum(BANK, "samples") - before).isEqualTo(2);
    }

    @Test
    void theSameHoldsForRemoteWrite2() {
        long now = System.currentTimeMillis();
        as(BANK).write(new Body2()
                        .sample(1, now, "__name__", "paid_here_2", "job", "payments")
                        .sample(2, now, "__name__", "orders_anywhere_2", "job", "shop"))
                .then()
                .statusCode(204)
                .header("X-Prometheus-Remote-Write-Samples-Written", "2");
        assertThat(kept).singleElement().asString().contains("paid_here_2").doesNotContain("orders_anywhere_2", "shop");
        assertThat(found("orders_anywhere_2", now)).isEqualTo(1);
        assertThat(found("paid_here_2", now)).isZero();
    }

    @Test
    void nothingIsAcknowledgedOrChargedWhileAPartIsMissing() {
        answers(503);
        long before = usage.sum(BANK, "samples");
        Body body = new Body()
                .sample(1, System.currentTimeMillis(), "__name__", "a", "job", "payments")
                .sample(2, System.currentTimeMillis(), "__name__", "b", "job", "shop");
        as(BANK).write(body).then().statusCode(503);
        assertThat(usage.sum(BANK, "samples")).isEqualTo(before);
        answers(204);
        as(BANK).write(body).then().statusCode(204);
        assertThat(usage.sum(BANK, "samples") - before).isEqualTo(2);
    }

    @Test
    void whatTheOwnStoreRefusesForGoodLeavesTheRestStored() {
        answers(400);
        long now = System.currentTimeMillis();
        as(BANK).write(new Body()
                        .sample(1, now, "__name__", "refused_here", "job", "payments")
                        .sample(2, now, "__name__", "stored_there", "job", "shop"))
                .then()
                .statusCode(400)
                .body("detail", containsString("not stored: 1 series"));
        assertThat(found("stored_there", now)).isEqualTo(1);
    }

    @Test
    void aMisroutedTenantsDataIsRefusedEverywhere() {
        long now = System.currentTimeMillis();
        as(MISROUTED)
                .write(new Body().sample(1, now, "__name__", "secret_of_misrouted"))
                .then()
                .statusCode(503)
                .body("code", equalTo("write.residency"))
                .header("Retry-After", equalTo("30"));
        assertThat(engine.query("secret_of_misrouted", now / 1000.0 + 1)).isEmpty();
        as(STRAY)
                .write(new Body().sample(1, now, "__name__", "anything"))
                .then()
                .statusCode(503)
                .body("code", equalTo("write.residency"));
        assertThat(kept).isEmpty();
    }

    @Test
    void everyHopIsToldInRedis() {
        as(BANK).write(new Body().sample(1, System.currentTimeMillis(), "__name__", "told", "job", "payments"))
                .then()
                .statusCode(204);
        Hop hop = new Hop("metrics-collector", "own", "metrics");
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Flow> flow = Optional.empty();
        while (flow.isEmpty() && System.nanoTime() < end) {
            flow = lineage.flows(BANK, Instant.now().minusSeconds(60)).stream()
                    .filter(told -> told.hop().equals(hop))
                    .findFirst();
        }
        assertThat(flow).isPresent();
        assertThat(flow.orElseThrow().bytes()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "mimir, /api/v1/push, x-scope-orgid=mimir",
        "thanos, /api/v1/receive, thanos-tenant=thanos-prod",
        "cluster, /insert/42:7/prometheus/api/v1/write, content-encoding=snappy"
    })
    void enginesThatKnowTenantsAreToldByHeaderOrPath(String tenant, String path, String header) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        own.does(request -> {
            seen.complete(request.path() + " " + request.headers());
            request.response().setStatusCode(204).end();
        });
        as(new TenantId(tenant))
                .write(new Body().sample(1, System.currentTimeMillis(), "__name__", "native"))
                .then()
                .statusCode(204);
        assertThat(seen.join()).startsWith(path + " ").containsIgnoringCase(header);
    }

    private long found(String metric, long millis) {
        return engine.query("count(" + metric + "{tenant_id=\"bank\"})", millis / 1000.0 + 1)
                .at("/0/value/1")
                .asLong();
    }

    private static String plain(byte[] packed) {
        Scratch plain = new Scratch();
        new Unpacker().unpack(Packing.SNAPPY, packed, 1 << 20, plain);
        return new String(plain.copy(), UTF_8);
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
