package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.engines.RemoteWrite;
import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.RecordedUsage;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.usage.event.Usage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer says of the cache, and what the cache leaves to the engine. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class CacheTest {
    private static final long END = Instant.now().getEpochSecond() / 60 * 60 - 600;
    private static final String SERIES = "kept_things";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    PrometheusServer shared;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RecordedUsage usage;

    @BeforeEach
    void plant() {
        RemoteWrite samples = new RemoteWrite();
        for (long time = END - 3600; time <= END; time += 60) {
            samples.sample(
                    Map.of("__name__", SERIES, "tenant_id", "soylent"), time % 1000, Instant.ofEpochSecond(time));
        }
        shared.write(samples);
    }

    private Response ask(TenantId tenant, String query, long start, long end, String... more) {
        Map<String, List<String>> parameters = new TreeMap<>(Map.of(
                "query", List.of(query),
                "start", List.of(Long.toString(start)),
                "end", List.of(Long.toString(end)),
                "step", List.of("60")));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], List.of(more[i + 1]));
        }
        return new Client(router, tenant, Role.ADMIN).get("query_range", parameters);
    }

    private Response ask(String query, long start, long end, String... more) {
        return ask(Surroundings.SOYLENT, query, start, end, more);
    }

    private Usage samples() {
        return usage.of(Surroundings.SOYLENT, "query_samples").getLast();
    }

    @Test
    void theEngineIsAskedAndPaidForWhatIsNewOnly() {
        Response first = ask("kept_things + 1", END - 3000, END - 600);
        assertThat(first.header("X-Cache")).isEqualTo("miss");
        assertThat(first.header("Age")).isNull();
        assertThat(samples().quantity()).isEqualTo(41);

        Response moved = ask("kept_things + 1", END - 2400, END);
        assertThat(moved.header("X-Cache")).isEqualTo("partial");
        assertThat(samples().quantity()).isEqualTo(10);
        assertThat(samples().properties()).containsEntry("basis", "engine");

        Response again = ask("kept_things + 1", END - 2400, END);
        assertThat(again.header("X-Cache")).isEqualTo("hit");
        assertThat(Integer.parseInt(again.header("Age"))).isNotNegative();
        assertThat(samples().quantity()).isZero();
        assertThat(again.asString()).isEqualTo(moved.asString());
        assertThat(again.asString()).doesNotContain("stats");
    }

    @Test
    void aPurgeForgetsTheTenantsResults() {
        ask("kept_things + 2", END - 600, END);
        assertThat(ask("kept_things + 2", END - 600, END).header("X-Cache")).isEqualTo("hit");

        Client admin = new Client(router, Surroundings.SOYLENT, Role.ADMIN);
        Response purged = admin.request().delete("/api/v1/queries/cache");
        assertThat(purged.statusCode()).isEqualTo(200);
        assertThat(purged.jsonPath().getLong("results")).isPositive();
        assertThat(ask("kept_things + 2", END - 600, END).header("X-Cache")).isEqualTo("miss");

        Client dev = new Client(router, Surroundings.SOYLENT, Role.DEV);
        assertThat(dev.request().delete("/api/v1/queries/cache").statusCode()).isEqualTo(403);
    }

    @Test
    void whoAsksTheSameMeanwhileWaitsForTheSameAnswer() {
        String slow = "sum(sum_over_time(kept_things[1h:1s])) + 3";
        List<CompletableFuture<Response>> asked = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(slow, END - 3600, END)))
                .toList();
        List<String> sources = asked.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.header("X-Cache"))
                .toList();
        assertThat(sources)
                .contains("miss")
                .allMatch(source -> List.of("miss", "joined", "hit").contains(source));
        assertThat(sources.stream().filter("miss"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kept_things @ end()",
                "kept_things @ start()",
                "kept_things @ 1000",
                "kept_things offset -5m",
                "max_over_time(kept_things[5m:1m] offset -1m)",
            })
    void whatDependsOnMoreThanItsStepGoesPastTheCache(String query) {
        ask(query, END - 600, END);
        assertThat(ask(query, END - 600, END).header("X-Cache")).isEqualTo("bypass");
    }

    @Test
    void statisticsAreThoseOfOneEvaluation() {
        Response answer = ask("kept_things", END - 600, END, "stats", "all");
        assertThat(answer.header("X-Cache")).isEqualTo("bypass");
        assertThat(answer.jsonPath().getLong("data.stats.samples.totalQueryableSamples"))
                .isPositive();
    }

    @Test
    void whatIsYoungIsAskedForEachTime() {
        long now = Instant.now().getEpochSecond() / 60 * 60;
        ask("kept_things + 4", END, now + 120);
        Response again = ask("kept_things + 4", END, now + 120);
        assertThat(again.header("X-Cache")).isEqualTo("partial");
    }

    @Test
    void lookbackAndStepAndItsPhaseTellQueriesApart() {
        ask("kept_things + 5", END - 600, END);
        assertThat(ask("kept_things + 5", END - 601, END).header("X-Cache")).isEqualTo("miss");
        assertThat(ask("kept_things + 5", END - 600, END, "lookback_delta", "90")
                        .header("X-Cache"))
                .isEqualTo("miss");
        assertThat(ask("kept_things+5", END - 600, END).header("X-Cache"))
                .as("the same in canonical form")
                .isEqualTo("hit");
    }

    @Test
    void aPlanWithoutTheCacheIsAnsweredByItsEngine() {
        ask(ACME, "secret_revenue", END - 600, END);
        assertThat(ask(ACME, "secret_revenue", END - 600, END).header("X-Cache"))
                .isEqualTo("bypass");
    }

    @Test
    void anEnginesRefusalIsPassedOn() {
        Response refused = ask(
                "vector(1) * on () (kept_things or label_replace(kept_things, \"z\", \"1\", \"\", \"\"))",
                END - 600,
                END);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errorType")).isEqualTo("execution");
    }
}
