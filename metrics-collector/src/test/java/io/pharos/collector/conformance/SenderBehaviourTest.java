package io.pharos.collector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of {@code prometheus/compliance} for senders on what is done about answers. Our forwarder keeps nothing: where
 * a sender of its own would try again or drop, it tells the sender in front what makes that one do so, and asks the
 * engine exactly once.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class SenderBehaviourTest {
    private static final TenantId OF_2 = new TenantId("sender-2");
    private static final TenantId OF_1 = new TenantId("sender-1");
    private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";

    private final long now = System.currentTimeMillis();
    FakeEngine receiver;
    FakeRouter router;
    private Receiver there;

    @BeforeEach
    void aReceiverThatTakesAll() {
        there = new Receiver(receiver);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400",
        "401, 503",
        "404, 503",
        "413, 400",
        "429, 429",
        "500, 503",
        "502, 503",
        "503, 503",
        "504, 504"
    })
    void retryBehavior(int receiverSays, int senderGets) {
        there.answers(receiverSays);
        Response first = as(OF_1).write(sample());
        assertThat(first.statusCode()).isEqualTo(senderGets);
        assertThat(there.received()).as("asked once, whatever it says").hasSize(1);
        boolean again = senderGets == 429 || senderGets >= 500;
        assertThat(first.header("Retry-After") != null)
                .as("only what may pass later is asked for again")
                .isEqualTo(again);
        if (again) {
            there.answers(204);
            assertThat(as(OF_1).write(sample()).statusCode()).isEqualTo(204);
            assertThat(there.received()).hasSize(2);
        }
    }

    /** The receiver's wish is passed on within bounds; without one there is a pause all the same. */
    @ParameterizedTest
    @CsvSource({"503, 7, 7", "429, 9, 9", "503, 100000, 120", "503, nonsense, 2", "503, , 2"})
    void backoffBehavior(int status, String wish, String told) {
        there.answers(response -> {
            if (wish != null) {
                response.putHeader("Retry-After", wish);
            }
            response.setStatusCode(status).end();
        });
        as(OF_1).write(sample()).then().statusCode(status).header("Retry-After", told);
    }

    @Test
    void fallbackBehavior() {
        TenantId fallen = new TenantId("fallen-415");
        there.answers(HttpServerResponse::end);
        AtomicInteger asked = new AtomicInteger();
        there.answers(response ->
                response.setStatusCode(asked.getAndIncrement() == 0 ? 415 : 204).end());
        for (int i = 0; i < 3; i++) {
            as(fallen)
                    .write(new Body2().sample(i, now, "__name__", "fallen"))
                    .then()
                    .statusCode(204);
        }
        assertThat(types())
                .as("once in 2.0, and from then on in 1.0")
                .containsExactly(
                        "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                        "application/x-protobuf",
                        "application/x-protobuf",
                        "application/x-protobuf");
        assertThat(there.received().get(1).headers().get("X-Prometheus-Remote-Write-Version"))
                .isEqualTo("0.1.0");
        assertThat(there.received().get(1).of("fallen").samples()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 299})
    void noFallbackOn2xxThatSaysWhatWasWritten(int status) {
        there.answers(status);
        for (int i = 0; i < 2; i++) {
            as(OF_2).write(new Body2().sample(i, now, "__name__", "kept"))
                    .then()
                    .statusCode(204);
        }
        assertThat(types()).hasSize(2).containsOnly("application/x-protobuf;proto=io.prometheus.write.v2.Request");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299})
    void any2xxIsSuccessForVersion1(int status) {
        there.answers(response -> response.setStatusCode(status).end());
        as(OF_1).write(sample()).then().statusCode(204);
        assertThat(there.received()).hasSize(1);
    }

    @Test
    void a2xxThatDoesNotSayWhatWasWrittenIsNoReceiptOfVersion2() {
        there.answers(response -> response.setStatusCode(200).end());
        as(new TenantId("fallen-silent"))
                .write(new Body2().sample(1, now, "__name__", "silent"))
                .then()
                .statusCode(204)
                .header(SAMPLES, "1");
        assertThat(types())
                .containsExactly(
                        "application/x-protobuf;proto=io.prometheus.write.v2.Request", "application/x-protobuf");
    }

    @Test
    void responseProcessing() {
        there.answers(response -> response.setStatusCode(200)
                .putHeader(SAMPLES, "1")
                .putHeader("Content-Type", "text/html")
                .end("<html>" + "nobody reads this".repeat(10_000)));
        as(OF_2).write(new Body2().sample(1, now, "__name__", "x")).then().statusCode(204);
        there.answers(response -> response.setStatusCode(400)
                .putHeader(SAMPLES, "2")
                .putHeader("X-Prometheus-Remote-Write-Histograms-Written", "0")
                .end("out of bounds: the words of the receiver"));
        Body2 three = new Body2();
        for (int i = 0; i < 3; i++) {
            three.sample(i, now, "__name__", "partly", "i", "" + i);
        }
        as(OF_2).write(three)
                .then()
                .statusCode(400)
                .header(SAMPLES, "2")
                .body("detail", containsString("out of bounds: the words of the receiver"));
        there.answers(response -> response.setStatusCode(400).end("w".repeat(1_000_000)));
        Response large = as(OF_1).write(sample());
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(large.asString().length()).as("cut to what a person reads").isLessThan(2000);
        there.answers(response -> response.setStatusCode(503).end());
        as(OF_1).write(sample()).then().statusCode(503);
    }

    /** A histogram whose count is not the sum of its buckets is the engine's to judge; what it says is passed on. */
    @Test
    void badCountHistogram() {
        there.answers(response -> response.setStatusCode(400)
                .end("histogram's observation count should equal the number of observations in the buckets"));
        as(OF_2).write(new Body2()
                        .series("__name__", "native")
                        .histogram(Histograms.of(now, 0, 3, true, true, true))
                        .end())
                .then()
                .statusCode(400)
                .header("X-Prometheus-Remote-Write-Histograms-Written", "0")
                .body("code", equalTo("write.refused"))
                .body("detail", containsString("observation count"));
    }

    @Test
    void errorHandling() {
        as(Surroundings.UMBRELLA).write(sample()).then().statusCode(503).body("code", equalTo("engine.unreachable"));
        there.answers(response -> {});
        as(new TenantId("sender-silent")).write(sample()).then().statusCode(504);
        there.answers(HttpServerResponse::reset);
        as(OF_1).write(sample()).then().statusCode(503);
        there.answers(response -> response.setStatusCode(999).end());
        as(OF_1).write(sample()).then().statusCode(503);
        there.answers(response -> response.setStatusCode(500).end());
        as(OF_1).write(sample()).then().statusCode(503);
        there.answers(204);
        as(OF_1).write(sample()).then().statusCode(204);
    }

    @Test
    void anAnswerThatIsNoHttpIsTemporary() {
        as(new TenantId("garbled")).write(sample()).then().statusCode(503).header("Retry-After", "1");
    }

    @Test
    void networkErrors() {
        as(new TenantId("nameless")).write(sample()).then().statusCode(503).body("code", equalTo("engine.unreachable"));
        Problem refused = catchThrowableOfType(Problem.class, () -> Tenants.engine("odd", "ftp://127.0.0.1"));
        assertThat(refused.code()).isEqualTo("directory.malformed-engine");
    }

    @Test
    void redirectsAreNotFollowed() {
        there.answers(response -> response.setStatusCode(307)
                .putHeader("Location", "http://127.0.0.1:1/elsewhere")
                .end());
        as(OF_1).write(sample()).then().statusCode(503).body("code", equalTo("engine.misconfigured"));
        assertThat(there.received()).hasSize(1);
    }

    private List<String> types() {
        return there.received().stream()
                .map(got -> String.valueOf(got.headers().get("Content-Type")))
                .toList();
    }

    private Body sample() {
        return new Body().sample(1, now, "__name__", "up");
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
