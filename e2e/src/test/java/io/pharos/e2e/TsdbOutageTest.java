package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.Load;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A TSDB goes away and comes back: senders are told to wait, nothing is lost, and nobody else notices. */
@ExtendWith(SuiteExtension.class)
class TsdbOutageTest {
    /** The short version of the soak's minute. */
    private static final Duration OUTAGE = Duration.ofSeconds(15);

    /** The customers scrape each 5 s. */
    private static final Duration GAP = Duration.ofMillis(7_500);

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private Suite suite;

    @BeforeEach
    void enter(Suite suite) {
        this.suite = suite;
    }

    @Test
    void noScrapeIsMissingAfterTheSharedTsdbCameBack() throws InterruptedException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gapsSince(Instant.now().minusSeconds(20)));
        Instant before = Instant.now();

        try (Load load = Load.start("e2e_outage", () -> admin("acme"))) {
            suite.pharos("stop", "prometheus-shared");
            await().atMost(OUTAGE.plusSeconds(30))
                    .until(() -> load.sinceSuccess().compareTo(OUTAGE) > 0);
            suite.pharos("start", "prometheus-shared");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> load.sinceSuccess().toMillis() < 1000);

            assertThat(load.refusals()).isNotEmpty().allSatisfy(refusal -> {
                assertThat(refusal.status()).isBetween(503, 504);
                assertThat(refusal.retryAfter()).matches("[0-9]+");
            });
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> gapsSince(before));
    }

    @Test
    void acmeNoticesNothingOfGlobexsDeadTsdb() throws InterruptedException {
        try (Load acme = Load.start("e2e_neighbour", () -> admin("acme"));
                Load globex = Load.start("e2e_neighbour", () -> admin("globex"))) {
            suite.pharos("stop", "prometheus-globex");
            try {
                await().atMost(OUTAGE.plusSeconds(30))
                        .until(() -> globex.sinceSuccess().compareTo(OUTAGE) > 0);
                assertThat(admin("acme").query("vector(1)").status()).isEqualTo(200);
                assertThat(admin("globex").query("up").status()).isBetween(502, 504);
            } finally {
                suite.pharos("start", "prometheus-globex");
            }
            assertThat(acme.refusals()).isEmpty();
        }
    }

    private boolean gapsSince(Instant since) {
        return noGap("acme", since) && noGap("initech", since);
    }

    private boolean noGap(String tenant, Instant since) {
        return Stored.read(admin(tenant), "up{job=\"shop\"}", WINDOW)
                        .longestGap(since)
                        .compareTo(GAP)
                < 0;
    }

    private FrontDoor admin(String tenant) {
        return suite.frontDoor().as(tenant, suite.token(tenant, "admin"));
    }
}
