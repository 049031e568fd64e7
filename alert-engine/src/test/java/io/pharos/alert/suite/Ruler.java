package io.pharos.alert.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Talks to the engine as a tenant's user. */
public record Ruler(FakeRouter router, TenantId tenant) {
    private static final String RULES = "/prometheus/config/v1/rules";

    /** With all scopes, or those. */
    public RequestSpecification request(Scope... scopes) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN, scopes));
    }

    /** Sets one group, as mimirtool does. */
    public Response set(String namespace, String group) {
        return request()
                .contentType("application/yaml")
                .body(group.getBytes(UTF_8))
                .post(RULES + "/" + namespace);
    }

    public Response get(String path) {
        return request().get(RULES + path);
    }

    public Response delete(String path) {
        return request().delete(RULES + path);
    }

    /** The rules as they are, by Prometheus's API. */
    public Response rules(String query) {
        return request().urlEncodingEnabled(true).get("/prometheus/api/v1/rules" + query);
    }
}
