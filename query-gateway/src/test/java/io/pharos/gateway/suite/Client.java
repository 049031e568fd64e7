package io.pharos.gateway.suite;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Asks the gateway as a tenant's user. */
public record Client(FakeRouter router, TenantId tenant, Role role) {
    /** A request that is authenticated and says nothing else. */
    public RequestSpecification request() {
        return RestAssured.given()
                .urlEncodingEnabled(true)
                .header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, role));
    }

    public Response get(String path, Map<String, List<String>> parameters) {
        RequestSpecification request = request();
        parameters.forEach((name, values) -> request.queryParam(name, values));
        return request.get("/prometheus/api/v1/" + path);
    }

    public Response post(String path, Map<String, List<String>> parameters) {
        RequestSpecification request = request().contentType("application/x-www-form-urlencoded; charset=UTF-8");
        parameters.forEach((name, values) -> request.formParam(name, values));
        return request.post("/prometheus/api/v1/" + path);
    }

    /** An instant query. */
    public Response query(String expression) {
        return get("query", Map.of("query", List.of(expression)));
    }
}
