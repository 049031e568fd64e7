package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.RemoteWrite;
import io.pharos.e2e.write.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without PostgreSQL, data goes on by what is known; new tokens and administration wait, and say so. */
@ExtendWith(SuiteExtension.class)
class DatabaseOutageTest {
    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    @Test
    void readsAndWritesGoOnWhilePostgresIsAway(Suite suite) {
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
        FrontDoor platform = suite.frontDoor().bearing(suite.platformToken());
        FrontDoor client = suite.asClient("acme-admin");

        suite.pharos("stop", "postgres");
        try {
            assertThat(acme.write(RemoteWrite.of(Series.at(Instant.now(), "e2e_without_database", 1)))
                            .status())
                    .isIn(200, 204);
            assertThat(acme.query("e2e_without_database")
                            .json()
                            .at("/data/result/0/value/1")
                            .asText())
                    .isEqualTo("1");
            assertThat(suite.frontDoor()
                            .get("/.well-known/jwks.json")
                            .json()
                            .at("/keys/0/kid")
                            .asText())
                    .isNotEmpty();
            assertWaits(client.postForm("/oauth2/token", GRANT));
            assertWaits(platform.get("/api/v1/tenants/acme/clients"));
        } finally {
            suite.pharos("start", "postgres");
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(client.postForm("/oauth2/token", GRANT).status())
                                .isEqualTo(200));
    }

    private static void assertWaits(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).as(answer.toString()).isNotEmpty();
    }
}
