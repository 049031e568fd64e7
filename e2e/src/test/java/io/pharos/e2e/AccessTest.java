package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, as whom, and how often: each refusal has its own status and says what to do. */
@ExtendWith(SuiteExtension.class)
class AccessTest {
    private Suite suite;
    private FrontDoor door;

    @BeforeEach
    void enter(Suite suite) {
        this.suite = suite;
        this.door = suite.frontDoor();
    }

    @Test
    void aTokenOfAcmeDoesNotOpenInitech() {
        Answer answer = door.as("initech", suite.token("acme", "admin")).query("up");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    }

    @Test
    void aRequestWithoutTenantIsMalformed() {
        Answer answer = door.bearing(suite.token("acme", "admin")).query("up");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void aRequestWithoutTokenIsUnauthenticated() {
        Answer answer = door.with("X-Tenant-ID", "acme").query("up");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJ0ZW5hbnRfaWQiOiJhY21lIn0."})
    void aTokenThatIsNotOursIsUnauthenticated(String token) {
        Answer answer = door.as("acme", token).query("up");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
    }

    @Test
    void twoTenantHeadersAreMalformed() {
        Answer answer = door.as("acme", suite.token("acme", "admin"))
                .with("X-Tenant-ID", "acme")
                .query("up");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void aPathPrefixThatContradictsTheHeaderIsMalformed() {
        Answer answer = door.as("acme", suite.token("acme", "admin")).get("/t/initech/prometheus/api/v1/labels");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    @Test
    void theGatewayItselfChecksEverythingToo() {
        FrontDoor gateway = suite.gateway();

        assertThat(gateway.as("initech", suite.token("acme", "admin"))
                        .query("up")
                        .status())
                .isEqualTo(403);
        assertThat(gateway.bearing(suite.token("acme", "admin")).query("up").status())
                .isEqualTo(400);
        assertThat(gateway.with("X-Tenant-ID", "acme").query("up").status()).isEqualTo(401);
    }

    @Test
    void aReadersTokenDoesNotWrite() {
        Answer answer = door.as("acme", suite.token("acme", "guest")).write(new byte[] {0});

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @Test
    void aGuestOverFiveASecondWaits() {
        FrontDoor guest = door.as("initech", suite.token("initech", "guest"));

        Answer refused = IntStream.range(0, 200)
                .mapToObj(each -> guest.query("vector(1)"))
                .filter(answer -> answer.status() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    void aDevIsToldTheLongestRangeItMayAsk() {
        Instant end = Instant.now();
        Answer answer = door.as("acme", suite.token("acme", "dev"))
                .get(
                        "/prometheus/api/v1/query_range",
                        Map.of(
                                "query",
                                "up",
                                "start",
                                Long.toString(end.minus(Duration.ofMinutes(20)).getEpochSecond()),
                                "end",
                                Long.toString(end.getEpochSecond()),
                                "step",
                                "15"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("errorType").asText()).isEqualTo("bad_data");
        assertThat(answer.json().path("error").asText()).contains("15m");
    }
}
