package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.write.Load;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Takes a part away for a while and checks what its tenants' data looks like afterwards. */
public record Outage(Suite suite, Duration length) {
    /** The customers scrape each 5 s. */
    private static final Duration GAP = Duration.ofMillis(7_500);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    /** With the shared TSDB away, senders are told to wait, and afterwards no scrape is missing. Returns the refusals. */
    public long ofTheSharedTsdb() throws InterruptedException {
        awaitSteadyScrapes();
        Instant before = Instant.now();
        try (Load load = Load.start("e2e_outage", () -> admin("acme"))) {
            awayAndBack("prometheus-shared", load);
            assertThat(load.refusals()).isNotEmpty().allSatisfy(refusal -> {
                assertThat(refusal.status()).isBetween(503, 504);
                assertThat(refusal.retryAfter()).matches("[0-9]+");
            });
            await().atMost(CATCH_UP).until(() -> noGapSince(before));
            return load.refusals().count();
        }
    }

    /** With the front door, and so the JWKS, away, no scrape is missing afterwards. Returns the refusals. */
    public long ofTheRouter() throws InterruptedException {
        awaitSteadyScrapes();
        Instant before = Instant.now();
        try (Load load = Load.start("e2e_router_outage", () -> admin("acme"))) {
            awayAndBack("tenant-router", load);
            await().atMost(CATCH_UP).until(() -> noGapSince(before));
            return load.refusals().count();
        }
    }

    /** With globex's TSDB away, acme's writes and reads are served as ever. Returns acme's acknowledged writes. */
    public long ofTheNeighboursTsdb() throws InterruptedException {
        try (Load acme = Load.start("e2e_neighbour", () -> admin("acme"));
                Load globex = Load.start("e2e_neighbour", () -> admin("globex"))) {
            suite.pharos("stop", "prometheus-globex");
            try {
                await().atMost(length.plus(SOON))
                        .until(() -> globex.sinceSuccess().compareTo(length) > 0);
                assertThat(admin("acme").query("vector(1)").status()).isEqualTo(200);
                assertThat(admin("globex").query("up").status()).isBetween(502, 504);
            } finally {
                suite.pharos("start", "prometheus-globex");
            }
            assertThat(acme.refusals()).isEmpty();
            return acme.acknowledged().count();
        }
    }

    /** Whether both tenants of the shared TSDB have every scrape since an instant. */
    public boolean noGapSince(Instant since) {
        return noGap("acme", since) && noGap("initech", since);
    }

    private void awayAndBack(String part, Load load) {
        suite.pharos("stop", part);
        try {
            await().atMost(length.plus(SOON)).until(() -> load.sinceSuccess().compareTo(length) > 0);
        } finally {
            suite.pharos("start", part);
        }
        await().atMost(SOON).until(() -> load.sinceSuccess().toMillis() < 1000);
    }

    private void awaitSteadyScrapes() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> noGapSince(Instant.now().minusSeconds(15)));
    }

    private boolean noGap(String tenant, Instant since) {
        Duration window = Duration.between(since, Instant.now()).plusSeconds(30);
        try {
            return Stored.read(admin(tenant), "up{job=\"shop\"}", window)
                            .longestGap(since)
                            .compareTo(GAP)
                    < 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private FrontDoor admin(String tenant) {
        return suite.frontDoor().as(tenant, suite.token(tenant, "admin"));
    }
}
