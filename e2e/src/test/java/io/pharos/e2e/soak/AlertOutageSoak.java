package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A tenant's TSDB stopped for ten minutes, with a real Alertmanager that forgets what it is not told again. Replicas of
 * the engine may be killed meanwhile: see {@link AlertReplicasSoak}.
 */
@ExtendWith(SuiteExtension.class)
class AlertOutageSoak {
    private static final String TSDB = "prometheus-globex";
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    @Test
    void noAlertResolves(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("alert-outage");
        evidence.step("TSDB of globex away for ten minutes, 100 alerts firing", () -> outage(suite));
        evidence.finish();
    }

    private static Map<String, Object> outage(Suite suite) {
        FiringAlerts alerts = new FiringAlerts(suite, "globex", "SoakOutage", 2);
        alerts.set("vector(1)", Duration.ofSeconds(5));
        await().atMost(Duration.ofMinutes(2)).until(() -> alerts.firing() == alerts.count());
        int fewest = alerts.count();
        boolean unknown = false;
        boolean told = false;
        suite.pharos("stop", TSDB);
        try {
            Instant end = Instant.now().plus(OUTAGE);
            while (Instant.now().isBefore(end)) {
                int firing = alerts.firing();
                fewest = firing < 0 ? fewest : Math.min(fewest, firing);
                unknown |= alerts.state().equals("unknown");
                told |= alerts.held("PharosRulesFrozen") > 0;
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        } finally {
            suite.pharos("start", TSDB);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> alerts.state().equals("firing"));
        await().atMost(Duration.ofMinutes(1)).until(() -> alerts.firing() == alerts.count());
        assertThat(fewest).isEqualTo(alerts.count());
        assertThat(unknown).isTrue();
        assertThat(told).isTrue();
        await().atMost(Duration.ofMinutes(6)).until(() -> alerts.held("PharosRulesFrozen") == 0);
        alerts.remove();
        return Map.of(
                "alerts",
                alerts.count(),
                "fewestFiringInAlertmanager",
                fewest,
                "unknownSeen",
                unknown,
                "selfAlertFired",
                told);
    }
}
