package io.pharos.collector.suite;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Writes as a tenant's agent does. */
public record Sender(FakeRouter router, TenantId tenant) {
    /** A request with everything but a body. */
    public RequestSpecification request() {
        return bare().header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN));
    }

    /** A request with everything but a body, not packed, of that type. */
    public RequestSpecification bareText(String contentType) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(contentType)
                .header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN));
    }

    /** A request without tenant and token. */
    public static RequestSpecification bare() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0");
    }

    public Response write(byte[] packed) {
        return request().body(packed).post("/api/v1/write");
    }

    /** Writes remote write 2.0. */
    public Response write(Body2 body) {
        return request()
                .contentType("application/x-protobuf;proto=io.prometheus.write.v2.Request")
                .body(body.packed())
                .post("/api/v1/write");
    }

    public Response write(Body body) {
        return write(body.packed());
    }
}
