package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.Load;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any service may be killed under load: the supervisor brings it back, and nothing acknowledged is lost. */
@ExtendWith(SuiteExtension.class)
class KillTest {
    private static final Duration BACK = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"tenant-router", "metrics-collector", "query-gateway", "alert-engine", "demo-mall"})
    void nothingAcknowledgedIsLost(String service, Suite suite) throws InterruptedException {
        String metric = "e2e_kill_" + service.replace('-', '_');
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
        try (Load load = Load.start(metric, () -> acme)) {
            await().until(() -> load.acknowledged().count() > 20);

            long killed = suite.kill(service);
            await().atMost(Duration.ofSeconds(10)).until(() -> suite.pid(service) != killed);
            Instant restarted = Instant.now();
            await().atMost(BACK).until(() -> load.lastSuccess().isAfter(restarted) && answers(acme));

            long soFar = load.acknowledged().count();
            await().until(() -> load.acknowledged().count() > soFar + 20);
            load.close();
            assertThat(Stored.read(acme, metric, Duration.ofMinutes(3)).timestamps())
                    .containsAll(load.acknowledged().toList());
        }
    }

    private static boolean answers(FrontDoor door) {
        try {
            return door.query("vector(1)").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
