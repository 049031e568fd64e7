package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Spare;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.RemoteWrite;
import io.pharos.e2e.write.Series;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two collector processes behind a router: a sender stays with one of them, each takes its part of the tenant's rate, and
 * what both count is told as one. The supervised collector knows of no other, and takes all of the rate for its part.
 */
@ExtendWith(SuiteExtension.class)
class TwoCollectorsTest {
    private static final String TENANT = "spread";
    private static final String SECRET = "a-secret-of-this-test-only";
    private static final int SENDERS = 12;
    private static final int BURST = 400;

    @Test
    void shareATenantsSendersItsRateAndItsCount(Suite suite) {
        try (Spare collector = suite.spareCollector();
                Spare router = suite.spareRouter()) {
            makeTenant(suite);
            collector.ready();
            router.ready();
            await("the supervised collector knows the tenant").until(() -> activeSeries(suite) == 0);
            List<FrontDoor> here = new ArrayList<>();
            List<FrontDoor> there = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                FrontDoor sender = router.door().asClient(TENANT, client(i), SECRET);
                (comesTo(collector, sender, i) ? there : here).add(sender);
            }
            assertThat(List.of(here.size(), there.size())).as("both have some").doesNotContain(0);

            await("the count of both")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(activeSeries(suite)).isEqualTo(SENDERS));
            assertThat(many(there.getFirst()).status()).isEqualTo(204);
            assertThat(many(there.getLast()).status())
                    .as("half the burst is used up")
                    .isEqualTo(429);
            assertThat(many(here.getFirst()).status()).isEqualTo(204);
            assertThat(many(here.getLast()).status()).isEqualTo(204);
            assertThat(many(here.getLast()).status()).as("all of it is").isEqualTo(429);
        }
    }

    /** Writes thrice, and answers whether the spare collector got all of it; it never gets a part. */
    private static boolean comesTo(Spare collector, FrontDoor sender, int number) {
        long before = requests(collector);
        for (int i = 0; i < 3; i++) {
            Answer answer = sender.write(RemoteWrite.of(Series.now("e2e_spread", i, "sender", client(number))));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        }
        long came = requests(collector) - before;
        assertThat(came).as("requests of one sender").isIn(0L, 3L);
        return came == 3;
    }

    private static Answer many(FrontDoor sender) {
        return sender.write(RemoteWrite.of(IntStream.range(0, 3 * BURST / 8)
                .mapToObj(i -> Series.now("e2e_spread_many", i, "i", Integer.toString(i)))
                .toArray(Series[]::new)));
    }

    /** Nobody but the spare router sends anything there. */
    private static long requests(Spare collector) {
        return collector
                .door()
                .get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("pharos_collector_request_seconds_count"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }

    /** As the supervised collector tells it, who has counted only a part. */
    private static long activeSeries(Suite suite) {
        Answer answer = suite.frontDoor().asClient(TENANT, client(0), SECRET).get("/api/v1/cardinality");
        return answer.json().at("/series").asLong(-1);
    }

    private static void makeTenant(Suite suite) {
        FrontDoor platform = suite.frontDoor().bearing(suite.platformToken());
        created(platform.postJson("/api/v1/tenants", """
                {"id": "%s", "name": "Spread", "plan": "standard", "environments": {"prod": "shared"},
                 "limits": {"ingest": {"ingestionRate": 2, "ingestionBurstSize": %d, "ingestionTenantShardSize": 0}}}
                """.formatted(TENANT, BURST)));
        for (int i = 0; i < SENDERS; i++) {
            created(platform.postJson("/api/v1/tenants/" + TENANT + "/clients", """
                    {"id": "%s", "name": "sender", "role": "dev", "scopes": ["metrics:write", "metrics:read"],
                     "secretSha256": "%s"}
                    """.formatted(client(i), sha256())));
        }
    }

    private static void created(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
    }

    private static String client(int number) {
        return TENANT + "-" + number;
    }

    private static String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
