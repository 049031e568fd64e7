package io.pharos.router.suite;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** What tests do as the platform's administration and as clients, over the public address. */
final class Platform {
    private Platform() {}

    static RequestSpecification admin() {
        return given().auth()
                .oauth2(token("platform-admin", RouterEngines.PLATFORM_SECRET))
                .contentType(ContentType.JSON);
    }

    static String token(String client, String secret) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    static void engine(String id) {
        admin().body(Map.of(
                        "kind", "prometheus",
                        "dialect", "prometheus-2.42",
                        "writeUrl", "http://127.0.0.1:19090/api/v1/write",
                        "queryUrl", "http://127.0.0.1:19090",
                        "credentials", Map.of("user", "pharos", "passwordRef", "file:engine")))
                .put("/api/v1/engines/" + id)
                .then()
                .statusCode(200);
    }

    /** A tenant of that name in an engine of its own; nothing else knows it. */
    static void tenant(String id) {
        engine("engine-" + id);
        admin().body(Map.of("id", id, "name", id, "plan", "standard", "environments", Map.of("prod", "engine-" + id)))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
    }

    /** A client of the tenant with that role and scopes; answers with its secret. */
    static String client(String tenant, String id, String role, String... scopes) {
        return admin().body(Map.of("id", id, "role", role, "scopes", List.of(scopes)))
                .post("/api/v1/tenants/" + tenant + "/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
    }
}
