package io.pharos.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.gateway.quota.QuotaSettings;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.Tenants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of budgets while Redis is there and says nothing, which is worse than a Redis that is gone. */
class RedisAwayTest {
    private static final Tenant TENANT = tenant();
    private static final QuotaSettings SETTINGS = new QuotaSettings(Duration.ofMillis(200), Duration.ofMinutes(1));

    private final Vertx vertx = Vertx.vertx();
    private final ServerSocket silent = open();
    private final RedisAPI redis =
            RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:" + silent.getLocalPort()));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Budgets budgets = new Budgets(redis, SETTINGS, metrics);
    private final QuerySeconds seconds = new QuerySeconds(redis, SETTINGS, metrics);

    private static Tenant tenant() {
        Tenant usual = Tenants.tenant(Tenants.ACME, Status.ACTIVE, "shared");
        Map<String, Long> caps = Map.of(Budgets.SAMPLES_PER_DAY, 100L, QuerySeconds.SECONDS_PER_MINUTE, 1L);
        return new Tenant(
                usual.id(),
                usual.name(),
                new Plan("small", Set.of(), caps),
                usual.status(),
                usual.isolation(),
                usual.residency(),
                usual.environments(),
                usual.limits(),
                usual.labelConflict(),
                usual.alerting(),
                usual.version());
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<Reservation> reserve(Role role) {
        return budgets.reserve(TENANT, role, () -> 1_000);
    }

    @Test
    void othersGoOnWithoutABudgetAndOnlyTheFirstOfThemWaits() throws Exception {
        assertThat(await(reserve(Role.DEV)).budget()).isEmpty();
        assertThat(reserve(Role.DEV).isComplete())
                .as("Redis is left alone for a while")
                .isTrue();
        assertThat(metrics.counter("pharos.gateway.budget.uncounted").count()).isEqualTo(2);
    }

    @Test
    void guestsAreRefusedAndOnlyTheFirstOfThemWaits() {
        assertThatThrownBy(() -> await(reserve(Role.GUEST)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("quota.budget-uncounted");
                    assertThat(problem.retryAfter()).isPresent();
                });
        assertThat(reserve(Role.GUEST).isComplete()).isTrue();
    }

    @Test
    void nobodyIsHeldToQuerySeconds() throws Exception {
        await(seconds.admit(TENANT));
        assertThat(seconds.admit(TENANT).isComplete()).isTrue();
    }
}
