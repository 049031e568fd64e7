package io.pharos.router.suite;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.router.keys.SigningKeys;
import io.pharos.router.proxy.Route;
import io.pharos.router.proxy.RouteFile;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.json.PharosModule;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is on the management interface, and what is not on the public one. */
@QuarkusTest
@QuarkusTestResource(RouterEngines.class)
class InternalTest {
    private static final int BLOCK = 64 * 1024;
    private static final long LARGE = 128L * 1024 * 1024;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final SigningKeys keys;
    private final String management;

    InternalTest(SigningKeys keys, @ConfigProperty(name = "quarkus.management.test-port") int port) {
        this.keys = keys;
        this.management = "http://127.0.0.1:" + port;
    }

    @Test
    void handsTheDirectoryToServicesByRevision() throws Exception {
        Platform.tenant("i-pulled");
        String token = Platform.token("svc-query-gateway", RouterEngines.SERVICE_SECRET);
        var first = given().auth().oauth2(token).get(management + "/internal/v1/directory");
        first.then().statusCode(200).body("tenants.id", hasItem("i-pulled"));
        DirectorySnapshot snapshot = PharosModule.mapper().readValue(first.asString(), DirectorySnapshot.class);
        assertThat(first.header("ETag")).isEqualTo("\"" + snapshot.revision() + "\"");
        given().auth()
                .oauth2(token)
                .header("If-None-Match", first.header("ETag"))
                .get(management + "/internal/v1/directory")
                .then()
                .statusCode(304);
    }

    @Test
    void letsBillingSayWhatATenantHasBoughtAndNobodyElse() {
        Platform.tenant("i-standing");
        String path = management + "/internal/v1/tenants/i-standing/standing";
        String billing = Platform.token("svc-billing-service", RouterEngines.SERVICE_SECRET);
        Map<String, Object> standing = Map.of("plan", "gold", "caps", Map.of("samples", 10), "status", "restricted");
        given().auth().oauth2(billing).body(standing).post(path).then().statusCode(204);
        Platform.admin()
                .get("/api/v1/tenants/i-standing")
                .then()
                .body("plan.name", equalTo("gold"))
                .body("plan.caps.samples", equalTo(10))
                .body("status", equalTo("restricted"));
        given().auth()
                .oauth2(billing)
                .body(Map.of("status", "active"))
                .post(path)
                .then()
                .statusCode(204);
        Map<String, Object> caps = new HashMap<>(Map.of("metrics:write", 0));
        caps.put("samples", null);
        given().auth()
                .oauth2(billing)
                .body(Map.of("caps", caps))
                .post(path)
                .then()
                .statusCode(204);
        Platform.admin()
                .get("/api/v1/tenants/i-standing")
                .then()
                .body("plan.name", equalTo("gold"))
                .body("plan.caps", equalTo(Map.of("metrics:write", 0)));
        given().auth().oauth2(billing).body("{").post(path).then().statusCode(400);
        given().auth()
                .oauth2(Platform.token("svc-query-gateway", RouterEngines.SERVICE_SECRET))
                .body(standing)
                .post(path)
                .then()
                .statusCode(403);
        given().body(standing).post(path).then().statusCode(401);
        given().auth()
                .oauth2(billing)
                .body(standing)
                .post(management + "/internal/v1/tenants/none/standing")
                .then()
                .statusCode(404);
    }

    @Test
    void handsTheDirectoryToNobodyElse() {
        given().get(management + "/internal/v1/directory").then().statusCode(401);
        given().auth()
                .oauth2(Platform.token("platform-admin", RouterEngines.PLATFORM_SECRET))
                .get(management + "/internal/v1/directory")
                .then()
                .statusCode(403)
                .body("code", containsString("token."));
        given().get("/internal/v1/directory").then().statusCode(404);
    }

    @Test
    void keepsMetricsAndOpenApiOffThePublicAddress() {
        for (String path : Set.of("/q/metrics", "/q/openapi", "/q/dev", "/q/swagger-ui")) {
            given().get(path).then().statusCode(404).body("code", equalTo("route.unknown-path"));
        }
        given().get(management + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("pharos_router_requests_seconds_count"))
                .body(containsString("pharos_router_breaker_open"));
        given().get(management + "/q/health/ready").then().statusCode(200);
    }

    @Test
    void describesEveryOwnRouteInItsOpenApi() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get(management + "/q/openapi?format=json")
                .path("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(method -> Set.of("get", "put", "post", "delete").contains(method))
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> routed = new TreeSet<>();
        for (Route route : RouteFile.read(new ObjectMapper()).routes()) {
            if (route.own() && !route.path().startsWith("/q/health")) {
                route.methods().forEach(method -> routed.add(method + " " + route.path()));
            }
        }
        assertThat(described).isEqualTo(routed);
    }

    @Test
    void keepsTheSameKeysWhenTheyAreReadAgain() {
        var before = keys.listed();
        keys.refresh();
        assertThat(keys.listed()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void streamsMoreThanTheRoutersOwnLimitThrough() throws Exception {
        Platform.tenant("i-large");
        String secret = Platform.client("i-large", "i-large-agent", "dev", "metrics:write");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/write?do=length"))
                .header("Authorization", "Bearer " + Platform.token("i-large-agent", secret))
                .header("X-Tenant-ID", "i-large")
                .POST(HttpRequest.BodyPublishers.ofInputStream(InternalTest::large))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Long.toString(LARGE));
        }
    }

    /** So many bytes that never are in memory together. */
    private static InputStream large() {
        List<InputStream> blocks = Stream.generate(() -> (InputStream) new ByteArrayInputStream(ZEROS))
                .limit(LARGE / BLOCK)
                .toList();
        return new SequenceInputStream(Collections.enumeration(blocks));
    }
}
