package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.RecordedUsage;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.pharos.usage.event.Usage;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.remoteread.ReadRequest;
import io.pharos.wire.remoteread.ReadRequest.Matcher;
import io.pharos.wire.remoteread.ReadRequest.Matcher.Op;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus's remote read, against a real Prometheus that holds two tenants. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class RemoteReadTest {
    private static final Matcher REVENUE = new Matcher(Op.EQUAL, "__name__", "secret_revenue");

    @Inject
    RecordedUsage usage;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    private static byte[] pack(byte[] plain) {
        Scratch source = new Scratch();
        System.arraycopy(plain, 0, source.room(plain.length), 0, plain.length);
        source.length(plain.length);
        return new SnappyBlock().pack(source, new Scratch());
    }

    private static byte[] message(boolean chunks, Matcher... matchers) {
        return message(Duration.ofMinutes(10), chunks, matchers);
    }

    private static byte[] message(Duration back, boolean chunks, Matcher... matchers) {
        Instant now = Instant.now();
        ReadRequest.Query query =
                new ReadRequest.Query(now.minus(back).toEpochMilli(), now.toEpochMilli(), List.of(matchers));
        return pack(new ReadRequest(List.of(query), chunks).bytes());
    }

    private Response post(Client client, byte[] body, String path) {
        return client.request()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .body(body)
                .post(path);
    }

    private Response read(boolean chunks, Matcher... matchers) {
        return post(new Client(router, ACME, Role.ADMIN), message(chunks, matchers), "/prometheus/api/v1/read");
    }

    private static String unpacked(Response answer) {
        Scratch plain = new Scratch();
        assertThat(new SnappyBlock().unpack(answer.asByteArray(), 1 << 20, plain))
                .isEqualTo(Unpacked.Done.DONE);
        return new String(plain.copy(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void givesTheTenantsOwnSamples() {
        Response answer = read(false, REVENUE);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(answer.header("Content-Encoding")).isEqualTo("snappy");
        assertThat(unpacked(answer)).contains("shop-of-acme").doesNotContain("initech");
        assertThat(answer.header("X-Query-Cost")).isEqualTo("20");
        assertThat(answer.header("X-Query-Cost-Basis")).isEqualTo("engine");
    }

    @Test
    void streamsTheTenantsOwnChunks() {
        Response answer = read(true, REVENUE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .isEqualTo("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");
        String frames = new String(answer.asByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(frames).contains("shop-of-acme").doesNotContain("initech");
        Usage counted = usage.of(ACME, "query_samples").getLast();
        assertThat(counted.quantity()).isEqualTo(20);
        assertThat(counted.properties()).containsEntry("endpoint", "read").containsEntry("basis", "engine");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void seesNothingOfAnotherWhateverItSelects(boolean chunks) {
        Response answer = read(chunks, new Matcher(Op.REGEX, "__name__", ".+"), new Matcher(Op.NOT_EQUAL, "shop", "x"));
        assertThat(answer.statusCode()).isEqualTo(200);
        String said = chunks ? new String(answer.asByteArray(), StandardCharsets.ISO_8859_1) : unpacked(answer);
        assertThat(said).contains("only_acme").doesNotContain("initech");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initech", "acme|initech", ".*"})
    void refusesMatchersOnAnother(String other) {
        assertThat(read(true, REVENUE, new Matcher(Op.REGEX, "tenant_id", other))
                        .statusCode())
                .isEqualTo(403);
        assertThat(read(true, REVENUE, new Matcher(Op.NOT_EQUAL, "tenant_id", other))
                        .statusCode())
                .isEqualTo(403);
        assertThat(read(true, new Matcher(Op.EQUAL, "tenant_id", "acme"), new Matcher(Op.EQUAL, "tenant_id", other))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void holdsARoleToItsLimits() {
        byte[] twentyMinutes = message(Duration.ofMinutes(20), true, REVENUE);
        Response answer = post(new Client(router, ACME, Role.DEV), twentyMinutes, "/api/v1/read");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("error")).contains("your limit is 15m");
    }

    @Test
    void refusesWhatIsNoReadRequest() {
        Client acme = new Client(router, ACME, Role.ADMIN);
        byte[] bomb = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 0};
        for (byte[] body : List.of(
                new byte[0],
                bomb,
                "query=up".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(message(true, REVENUE), 20),
                pack(new ReadRequest(List.of(), true).bytes()),
                message(true, new Matcher(Op.REGEX, "a", "(")))) {
            assertThat(post(acme, body, "/api/v1/read").statusCode()).isEqualTo(400);
        }
        Response form = acme.request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("query", "up")
                .post("/api/v1/read");
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(acme.request().get("/api/v1/read").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withholdsAnswersThatHoldAnothers(boolean chunks) {
        Response real = read(chunks, REVENUE);
        byte[] acmes = real.asByteArray();
        fake.does(request -> request.response()
                .putHeader("Content-Type", real.header("Content-Type"))
                .end(Buffer.buffer(acmes)));
        Response answer = post(new Client(router, GLOBEX, Role.ADMIN), message(chunks, REVENUE), "/api/v1/read");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.asString()).doesNotContain("acme").contains("withheld");
    }
}
