package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of five collectors a request goes to. */
class BackendsTest {
    private static final TenantId ACME = new TenantId("acme");

    private final Backends backends = new Backends(new Five(), new MovableClock());

    @Test
    void aTenantHasSoManyReplicasAndASenderOneOfThem() {
        for (int shards = 1; shards <= 5; shards++) {
            Set<String> used = new HashSet<>();
            for (int sender = 0; sender < 200; sender++) {
                Backend chosen = choose("agent-" + sender, shards);
                assertThat(choose("agent-" + sender, shards)).isSameAs(chosen);
                used.add(chosen.name());
            }
            assertThat(used).hasSize(shards);
        }
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> choose("agent-" + i, 0).name())
                        .distinct())
                .hasSize(5);
    }

    @Test
    void anotherReplicaTakesOverWhileItsOwnIsLeftAlone() {
        Backend own = choose("agent", 1);
        while (own.breaker().permits()) {
            own.breaker().unreachable();
        }
        Backend other = choose("agent", 1);
        assertThat(other).isNotSameAs(own);
        assertThat(choose("agent", 1)).isSameAs(other);
    }

    @Test
    void tellsWhichServiceIsNotInstalled() {
        assertThatThrownBy(() -> backends.choose("query-gateway", Pin.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("query-gateway");
    }

    private Backend choose(String sender, int shards) {
        return backends.choose("metrics-collector", new Pin(ACME, sender, shards));
    }

    private record Five() implements ProxyConfig.Services {
        @Override
        public Optional<List<URI>> metricsCollector() {
            return Optional.of(IntStream.range(1, 6)
                    .mapToObj(i -> URI.create("http://collector-" + i + ":8081"))
                    .toList());
        }

        @Override
        public Optional<List<URI>> queryGateway() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> alertEngine() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> billingService() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> grafanaProvisioner() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> reportService() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> commerceMonitor() {
            return Optional.empty();
        }

        @Override
        public Optional<List<URI>> logInsight() {
            return Optional.empty();
        }
    }
}
