package io.pharos.gateway.api;

import static io.pharos.gateway.suite.Surroundings.WAYNE;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Asking;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One tenant's many heavy queries do not slow down another tenant of the same engine. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class FairnessTest {
    private static final String HEAVY = "heavy";
    private static final int HEAVY_CONNECTIONS = 64;
    private static final int HEAVY_MILLIS = 400;
    private static final int LIGHT_MILLIS = 100;
    private static final int QUESTIONS = 20;

    /** What Prometheus evaluates at once; whatever comes beside waits inside it, whoever asks. */
    private static final int ENGINE_PLACES = 20;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeEngine engine;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/")
    URI gateway;

    private final AtomicInteger atEngine = new AtomicInteger();
    private final AtomicInteger mostAtEngine = new AtomicInteger();

    private Asking as(TenantId tenant) {
        String token = router.issuer().tenantToken(tenant, Role.ADMIN);
        return Asking.of(gateway, Map.of("X-Tenant-ID", tenant.value(), "Authorization", "Bearer " + token));
    }

    /** Takes its time for each question, by its name. */
    private void engineTakesItsTime() {
        engine.does(request -> request.body().onSuccess(body -> {
            mostAtEngine.accumulateAndGet(atEngine.incrementAndGet(), Math::max);
            int millis = body.toString().contains(HEAVY) ? HEAVY_MILLIS : LIGHT_MILLIS;
            engine.vertx().setTimer(millis, id -> {
                atEngine.decrementAndGet();
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
            });
        }));
    }

    @Test
    void theOthersSlowestAnswersTakeAtMostTwiceAsLongAsAlone() {
        engineTakesItsTime();
        Asking other = as(WAYNE);
        times(other); // The first connections and classes are nobody's.
        Duration alone = p99(times(other));

        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger heavyAnswers = new AtomicInteger();
        Asking heavy = as(GLOBEX);
        Duration beside;
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < HEAVY_CONNECTIONS; i++) {
                connections.execute(() -> crowd(heavy, over, heavyAnswers));
            }
            beside = p99(times(other));
            over.set(true);
        }

        assertThat(beside).as("beside 64 connections; alone %s", alone).isLessThanOrEqualTo(alone.multipliedBy(2));
        assertThat(heavyAnswers.get()).as("the crowd is served, too").isGreaterThanOrEqualTo(HEAVY_CONNECTIONS);
        assertThat(mostAtEngine.get()).as("nothing waits inside the engine").isLessThanOrEqualTo(ENGINE_PLACES);
    }

    private static void crowd(Asking heavy, AtomicBoolean over, AtomicInteger answers) {
        while (!over.get()) {
            if (heavy.instant(HEAVY, 1_700_000_000).statusCode() == 200) {
                answers.incrementAndGet();
            }
        }
    }

    private static List<Duration> times(Asking asking) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            long start = System.nanoTime();
            assertThat(asking.instant("light", 1_700_000_000).statusCode()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    private static Duration p99(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1);
    }
}
