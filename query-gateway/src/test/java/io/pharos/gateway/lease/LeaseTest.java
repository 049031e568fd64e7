package io.pharos.gateway.lease;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.gateway.suite.Client;
import io.pharos.gateway.suite.RecordedUsage;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leased cache as a tenant's software sees it. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class LeaseTest {
    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RecordedUsage usage;

    private Response put(String path, String value) {
        return client(Surroundings.SOYLENT)
                .request()
                .body(value.getBytes(UTF_8))
                .put("/api/v1/cache/" + path);
    }

    private Response get(String path) {
        return client(Surroundings.SOYLENT).request().get("/api/v1/cache/" + path);
    }

    private Response delete(String path) {
        return client(Surroundings.SOYLENT).request().delete("/api/v1/cache/" + path);
    }

    private Client client(TenantId tenant) {
        return new Client(router, tenant, Role.ADMIN);
    }

    @Test
    void keepsAValueUntilItIsDeleted() {
        assertThat(get("shop/cart:1").statusCode()).isEqualTo(404);
        assertThat(put("shop/cart:1", "three apples").statusCode()).isEqualTo(204);
        assertThat(get("shop/cart:1").asString()).isEqualTo("three apples");
        assertThat(get("other/cart:1").jsonPath().getString("code")).isEqualTo("lease.not-found");
        assertThat(delete("shop/cart:1").statusCode()).isEqualTo(204);
        assertThat(get("shop/cart:1").statusCode()).isEqualTo(404);
        assertThat(delete("shop/cart:1").statusCode()).isEqualTo(204);
    }

    @Test
    void countsOperationsAndBytes() {
        int before = usage.of(Surroundings.SOYLENT, "cache_operations").size();
        put("metered/k", "12345");
        get("metered/k");
        delete("metered/k");

        assertThat(usage.of(Surroundings.SOYLENT, "cache_operations")).hasSize(before + 3);
        assertThat(usage.of(Surroundings.SOYLENT, "cache_bytes").getLast().quantity())
                .isEqualTo(5);
    }

    @Test
    void holdsATenantToItsLeaseAndGivesRoomBackOnceAValueHasExpired() {
        String value = "x".repeat(1_500);
        assertThat(put("full/a?ttl=0.2", value).statusCode()).isEqualTo(204);
        assertThat(put("full/b", value).statusCode()).isEqualTo(204);
        Response refused = put("full/c", value);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("lease.used-up");
        assertThat(put("full/b", "y".repeat(1_500)).statusCode())
                .as("in its own place")
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(10)).until(() -> put("full/c", value).statusCode() == 204);
        delete("full/b");
        delete("full/c");
    }

    @Test
    void aPlanWithoutALeaseHasNone() {
        Response refused = client(ACME).request().get("/api/v1/cache/shop/cart:1");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("lease.none");
        assertThat(refused.contentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"a/k?ttl=0", "a/k?ttl=31d", "a/k?ttl=soon", "a%20b/k", "a/%2e%2e"})
    void whatCannotBeIs400(String path) {
        Response refused = client(Surroundings.SOYLENT)
                .request()
                .urlEncodingEnabled(false)
                .body(new byte[1])
                .put("/api/v1/cache/" + path);
        assertThat(refused.statusCode()).as(refused.asString()).isIn(400, 404);
    }

    @Test
    void anotherTenantsTokenOpensNothing() {
        put("shop/secret", "s");
        Response refused =
                client(ACME).request().header("X-Tenant-ID", "soylent").get("/api/v1/cache/shop/secret");
        assertThat(refused.statusCode()).isIn(400, 403);
        delete("shop/secret");
    }
}
